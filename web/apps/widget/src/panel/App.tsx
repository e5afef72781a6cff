import { useEffect, useRef, useState } from "preact/hooks";
import { language, panelTexts } from "../texts";
import { useChat } from "./context";
import { trapTab } from "./focus";
import { Home } from "./Home";
import { Icon } from "./icons";
import { PreChat } from "./PreChat";
import { Thread } from "./Thread";
import { useValue } from "./useValue";
import { useVisibleHeight } from "./viewport";

/** A phone, or a window so low (as at 200 %) that there is no room beside the page. As in panel.css. */
const WHOLE_SCREEN = "(max-width: 479px), (max-height: 419px)";

export function App({ onClose }: { onClose: () => void }) {
  // Drawn again, from here down, when the language changes.
  useValue(language);
  return useValue(useChat().open) ? <Dialog onClose={onClose} /> : null;
}

function Dialog({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const dialog = useRef<HTMLDivElement>(null);
  const fills = useMedia(WHOLE_SCREEN);
  const view = useValue(chat.view);
  useVisibleHeight(dialog, fills);

  // The thread's text box takes the focus itself; at home it is the dialog, whose name is then read out.
  useEffect(() => {
    if (view === "home") dialog.current?.focus();
  }, [view]);

  return (
    <div
      ref={dialog}
      class="dialog"
      role="dialog"
      aria-label={chat.bridge.look.heading}
      // Beside the page on a wide screen: the page stays usable. Over all of it on a small one.
      aria-modal={fills ? "true" : undefined}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (fills) trapTab(event, dialog.current as HTMLDivElement);
      }}
    >
      <div class="sheet">{view === "home" ? <Home /> : view === "prechat" ? <PreChat /> : <Thread />}</div>
      <button type="button" class="close" aria-label={panelTexts().close} onClick={onClose}>
        <Icon name={fills ? "close" : "down"} size={fills ? 20 : 26} />
      </button>
    </div>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const update = () => setMatches(list.matches);
    list.addEventListener("change", update);
    return () => list.removeEventListener("change", update);
  }, [query]);
  return matches;
}
