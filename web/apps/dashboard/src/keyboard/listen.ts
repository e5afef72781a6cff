import { useEffect, useRef } from "react";
import { type Bindings, lookUp } from "./bindings";
import { useBindings } from "./bindings-store";
import { type Chord, chordOf, isHeld, latinChordOf } from "./chord";
import { perform } from "./registry";

/** How long the first of two keys waits for the second. */
const SECOND_WITHIN = 1500;

/** Held down, these go on; everything else happens once for each press. */
const REPEATS = new Set(["next", "previous"]);

const WRITES =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], [role="searchbox"]';
/** Letters look for an item there. */
const SEEKS = '[role="listbox"], [role="menu"], [role="tree"], [role="grid"]';
const COVERS = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Whether letters are for somebody else: a field, a list that is searched by letters, or a dialog. */
export function isBusy(target: EventTarget | null, page: ParentNode = document): boolean {
  if (target instanceof Element && (target.closest(WRITES) || target.closest(SEEKS))) return true;
  return page.querySelector(COVERS) !== null;
}

/** Makes the keys do what they say, once for the whole page. */
export function useKeyboard() {
  const bindings = useRef<Bindings>(useBindings());
  const current = useBindings();
  useEffect(() => {
    bindings.current = current;
  }, [current]);

  useEffect(() => {
    let pressed: Chord[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      clearTimeout(timer);
      pressed = [];
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const chord = chordOf(event);
      if (!chord) return;
      if (isBusy(event.target) && !(isHeld(chord) && !document.querySelector(COVERS))) return forget();
      const tries = [chord, latinChordOf(event)].filter((c) => c !== null);
      for (const each of tries) {
        const found = lookUp(bindings.current, [...pressed, each]);
        if (found.kind === "nothing") continue;
        if (found.kind === "command") {
          forget();
          if (event.repeat && !REPEATS.has(found.id)) return;
          if (perform(found.id)) event.preventDefault();
          return;
        }
        pressed = [...pressed, each];
        clearTimeout(timer);
        timer = setTimeout(forget, SECOND_WITHIN);
        return;
      }
      forget();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      forget();
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
