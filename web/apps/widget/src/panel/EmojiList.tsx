import { each } from "../shared/plain";
import { panelTexts } from "../texts";

// Fetched when the picker is first opened.
const EMOJIS =
  "😀 😁 😂 🤣 😊 🙂 😉 😍 🥰 😘 😎 🤩 🤔 🤨 😐 😬 🙄 😏 😅 😇 🥳 😴 😕 😟 😢 😭 😤 😡 😱 🤯 🥺 🤗 " +
  "👍 👎 👌 🙏 👏 🙌 💪 👋 🤝 ✌️ 🤞 👉 👈 👆 👇 ✋ ❤️ 🧡 💛 💚 💙 💜 🖤 💔 " +
  "🎉 🎁 ✨ ⭐ 🔥 💡 ✅ ❌ ⚠️ ❓ ❗ ⏰ 📅 📦 🚚 🛒 💳 💰 🧾 📎 📷 📱 💻 📧 📍 🏠 🔧 🔒 🔑 ☕ 🍕 🚲 ✈️ 🌍 ☀️ 🌧️";

export function EmojiList({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <fieldset class="emojis" aria-label={panelTexts().emojiList}>
      {each(EMOJIS.split(" "), (emoji) => (
        <button key={emoji} type="button" onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
