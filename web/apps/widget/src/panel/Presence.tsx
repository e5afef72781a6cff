import { panelTexts } from "../texts";
import { useChat } from "./context";
import { useValue } from "./useValue";

/** A disc for live, half a disc for away, a ring for offline: never colour alone, always with the word. */
export function Presence() {
  const texts = panelTexts();
  const status = useValue(useChat().availability);
  const word = { live: texts.online, away: texts.away, offline: texts.offline }[status];
  return (
    <>
      <span class={`dot dot-${status}`} aria-hidden="true" />
      {word}
    </>
  );
}
