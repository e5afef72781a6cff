import { useEffect, useRef, useState } from "preact/hooks";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { copyText, transcriptOf } from "./transcript";
import { useValue } from "./useValue";

export function Menu({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const texts = panelTexts();
  const menu = useRef<HTMLDivElement>(null);
  const sound = useValue(chat.sound);
  const [said, setSaid] = useState("");
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

  useEffect(() => items()[0]?.focus(), []);

  const copy = async () => {
    const text = transcriptOf(chat.messages.value, chat.bridge.look.name);
    setSaid((await copyText(text, menu.current as HTMLElement)) ? texts.copied : texts.notCopied);
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const all = items();
    const { activeElement } = event.currentTarget.getRootNode() as ShadowRoot;
    const at = all.indexOf(activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      all[(at + step + all.length) % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={texts.more}
      onKeyDown={onKeyDown}
      onFocusOut={(event: FocusEvent) => {
        const next = event.relatedTarget;
        // The button itself closes by its own click.
        if (next instanceof Node && !menu.current?.parentElement?.contains(next)) onClose();
      }}
    >
      {chat.settings.sound && (
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={sound}
          tabIndex={-1}
          onClick={() => chat.setSound(!sound)}
        >
          {texts.sound}
          <span class={`switch ${sound ? "is-on" : ""}`} aria-hidden="true" />
        </button>
      )}
      <button type="button" role="menuitem" tabIndex={-1} onClick={() => void copy()}>
        {texts.copyTranscript}
        <span role="status">{said}</span>
      </button>
    </div>
  );
}
