import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type Chord, chordOf, latinChordOf } from "./chord";
import styles from "./keyboard-settings.module.css";
import { Keys } from "./keys";

/** After the first key, as long as this a second one may follow. */
const SECOND_WITHIN = 900;

export interface CaptureKeysProps {
  label: string;
  hint: string;
  /** The keys that were pressed; null where the person changed their mind. */
  onDone: (keys: string | null) => void;
}

/** Takes the next key, or the next two. */
export function CaptureKeys({ label, hint, onDone }: CaptureKeysProps) {
  const field = useRef<HTMLButtonElement>(null);
  const [first, setFirst] = useState<Chord | null>(null);
  const hintId = useId();

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (first === null) return;
    const timer = setTimeout(() => onDone(first), SECOND_WITHIN);
    return () => clearTimeout(timer);
  }, [first, onDone]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Tab goes on through the page, as everywhere.
    if (event.key === "Tab") return onDone(null);
    const chord = latinChordOf(event.nativeEvent) ?? chordOf(event.nativeEvent);
    if (!chord) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (chord === "Escape") return onDone(null);
    if (first === null) setFirst(chord);
    else onDone(`${first} ${chord}`);
  };

  return (
    <>
      <button
        ref={field}
        type="button"
        className={styles.capture}
        aria-describedby={hintId}
        onKeyDown={onKeyDown}
        onBlur={() => first === null && onDone(null)}
      >
        {first === null ? label : <Keys keys={first} />}
      </button>
      <span id={hintId} className="visually-hidden">
        {hint}
      </span>
    </>
  );
}
