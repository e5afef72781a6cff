import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { useIsPhone } from "../../frame/media";
import { t } from "../../texts";
import styles from "./composer.module.css";
import type { DraftKind } from "./drafts";
import type { Suggestions } from "./suggestions";

/** With a longer name the whole placeholder would take two lines, and browsers do not cut it. */
const ROOM = 16;

interface ComposerAreaProps {
  area: RefObject<HTMLTextAreaElement | null>;
  kind: DraftKind;
  name: string;
  text: string;
  suggestions: Suggestions;
  onChange: (text: string) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (event: ClipboardEvent) => void;
}

export function ComposerArea({
  area,
  kind,
  name,
  text,
  suggestions,
  onChange,
  onBlur,
  onKeyDown,
  onPaste,
}: ComposerAreaProps) {
  const phone = useIsPhone();
  const note = kind === "note";
  useGrow(area, text, kind);
  const placeholder = note
    ? t.composer.notePlaceholder
    : phone || name.length > ROOM
      ? t.composer.shortPlaceholder(name)
      : t.composer.placeholder(name);
  return (
    <textarea
      ref={area}
      aria-label={note ? t.composer.privateNote : t.composer.reply}
      value={text}
      rows={phone ? 1 : 2}
      className={styles.area}
      placeholder={placeholder}
      onChange={(event) => {
        onChange(event.target.value);
        suggestions.look();
      }}
      onKeyDown={onKeyDown}
      onKeyUp={suggestions.look}
      onClick={suggestions.look}
      onBlur={() => {
        suggestions.close();
        onBlur();
      }}
      onPaste={onPaste}
      aria-autocomplete="list"
      {...(suggestions.isOpen
        ? { "aria-controls": suggestions.listId, "aria-activedescendant": suggestions.activeId }
        : {})}
    />
  );
}

/** As high as its text, up to a limit; also where the text came from outside, such as a kept draft. */
function useGrow(area: RefObject<HTMLTextAreaElement | null>, text: string, kind: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured whenever the text changed
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }, [area, text, kind]);
}
