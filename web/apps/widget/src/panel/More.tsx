import { useRef, useState } from "preact/hooks";
import { panelTexts } from "../texts";
import { Icon } from "./icons";
import { useChunk } from "./useChunk";

/** The button for what is seldom wanted; the menu itself is fetched when it is. */
export function More() {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const chunk = useChunk(isOpen, () => import("./Menu"));
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="more">
      <button
        ref={button}
        type="button"
        class="bar-button"
        aria-label={panelTexts().more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" size={20} />
      </button>
      {isOpen && chunk && <chunk.Menu onClose={close} />}
    </div>
  );
}
