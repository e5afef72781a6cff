import { Avatar, classes } from "@pingback/ui";
import { useEffect, useRef } from "react";
import { t } from "../../texts";
import styles from "./suggestion-list.module.css";
import type { Suggestions } from "./suggestions";

/** Stands above the composer; the keys for it are pressed in the text. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  const { isOpen, items, active, activeId, listId, label, optionId, choose } = suggestions;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is active
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  return (
    <>
      <p role="status" className="visually-hidden">
        {isOpen && t.composer.found(items.length)}
      </p>
      {isOpen && (
        <div ref={list} id={listId} role="listbox" aria-label={label} className={styles.list}>
          {items.map((item, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text has the focus and the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the text points at it instead
            <div
              key={item.id}
              id={optionId(i)}
              role="option"
              aria-selected={i === active}
              className={classes(styles.option, i === active && styles.active)}
              // The focus stays in the text.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(i)}
            >
              {item.member && <Avatar name={item.member.name} size={24} status={item.member.status} />}
              <span className={styles.label}>{item.label}</span>
              <span className={styles.description}>{item.description}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
