import { useEffect, useRef, useState } from "preact/hooks";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { trapTab } from "./focus";
import { Home } from "./Home";
import { Icon } from "./icons";
import { Preview } from "./Preview";
import { Thread } from "./Thread";
import { useValue } from "./useValue";
import { useVisibleHeight } from "./viewport";

const PHONE = "(max-width: 479px)";

export function App({ onOpen, onClose }: { onOpen: () => void; onClose: () => void }) {
  const chat = useChat();
  return useValue(chat.open) ? (
    <Dialog onClose={onClose} />
  ) : (
    <Preview
      onOpen={() => {
        chat.enter();
        onOpen();
      }}
    />
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const dialog = useRef<HTMLDivElement>(null);
  const isPhone = useMedia(PHONE);
  const view = useValue(chat.view);
  useVisibleHeight(dialog, isPhone);

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
      // Beside the page on a wide screen: the page stays usable. Over all of it on a phone.
      aria-modal={isPhone ? "true" : undefined}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (isPhone) trapTab(event, dialog.current as HTMLDivElement);
      }}
    >
      <div class="sheet">{view === "home" ? <Home /> : <Thread />}</div>
      <button type="button" class="close" aria-label={panelTexts().close} onClick={onClose}>
        <Icon name={isPhone ? "close" : "down"} size={isPhone ? 20 : 26} />
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
