import { Button, IconButton } from "@pingback/ui";
import { CircleAlert, RotateCcw, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { keyboard as words } from "../texts/keyboard";
import type { Bindings } from "./bindings";
import { CaptureKeys } from "./capture-keys";
import { COMMANDS, type CommandId, commandsOf, isFixed, type Section } from "./commands";
import styles from "./keyboard-settings.module.css";
import { Keys } from "./keys";

export interface KeyTableProps {
  section: Section;
  bindings: Bindings;
  refused: { id: CommandId; words: string } | null;
  onRebind: (id: CommandId, keys: string) => void;
  onCancel: () => void;
}

/** The commands of one section, each with its key and the ways to change it. */
export function KeyTable({ section, bindings, refused, onRebind, onCancel }: KeyTableProps) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{words.sections[section]}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{words.columns.command}</th>
          <th scope="col">{words.columns.keys}</th>
          <th scope="col">{words.columns.actions}</th>
        </tr>
      </thead>
      <tbody>
        {commandsOf(section).map(({ id }) => (
          <KeyRow
            key={id}
            id={id}
            keys={bindings[id]}
            refusal={refused?.id === id ? refused.words : null}
            onRebind={(keys) => onRebind(id, keys)}
            onCancel={onCancel}
          />
        ))}
      </tbody>
    </table>
  );
}

interface KeyRowProps {
  id: CommandId;
  keys: string;
  refusal: string | null;
  onRebind: (keys: string) => void;
  onCancel: () => void;
}

function KeyRow({ id, keys, refusal, onRebind, onCancel }: KeyRowProps) {
  const [capturing, setCapturing] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const captured = useRef(false);
  const title = words.commands[id];
  const usual = COMMANDS.find((command) => command.id === id)?.key ?? "";

  // The field for the key went with its press: the focus must not go with it.
  useEffect(() => {
    if (captured.current && !capturing && document.activeElement === document.body) change.current?.focus();
    captured.current = capturing;
  }, [capturing]);

  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.command}>
        {title}
        {refusal && (
          <p role="alert" className={styles.refusal}>
            <CircleAlert size={14} strokeWidth={2} aria-hidden />
            {refusal}
          </p>
        )}
      </th>
      <td className={styles.keys}>
        {keys === "" ? <span className={styles.intro}>{words.none}</span> : <Keys keys={keys} />}
      </td>
      <td className={styles.actions}>
        {isFixed(id) ? (
          <span className={styles.intro}>{words.fixed}</span>
        ) : capturing ? (
          <CaptureKeys
            label={words.press}
            hint={words.pressHint}
            onDone={(next) => {
              setCapturing(false);
              if (next === null) onCancel();
              else onRebind(next);
            }}
          />
        ) : (
          <>
            {keys !== usual && (
              <IconButton label={words.usual(title)} onPress={() => onRebind(usual)}>
                <RotateCcw size={16} strokeWidth={1.75} />
              </IconButton>
            )}
            {keys !== "" && (
              <IconButton label={words.free(title)} onPress={() => onRebind("")}>
                <X size={16} strokeWidth={1.75} />
              </IconButton>
            )}
            <Button
              ref={change}
              size="small"
              aria-label={words.rebind(title)}
              onPress={() => setCapturing(true)}
            >
              {words.changeWord}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
