import { panelTexts } from "../texts";

const EMOJIS = [..."😀😂🙂😉😍🤔😕😢😡😅👍👎🙏👏💪👋🎉✅❌🔥💡📦🚚💜"];

export function EmojiList({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <fieldset class="emojis" aria-label={panelTexts().emojiList}>
      {EMOJIS.map((emoji) => (
        <button key={emoji} type="button" onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
