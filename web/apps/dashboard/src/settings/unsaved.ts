import { useEffect, useId, useSyncExternalStore } from "react";

/** The forms on the page that hold something not saved yet. */
const unsaved = new Set<string>();

/** Answers the question whether what is not saved may be lost; null while it is not asked. */
export type AnswerLeave = (leaves: boolean) => void;
let question: AnswerLeave | null = null;
const listeners = new Set<() => void>();

function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}

function show(next: AnswerLeave | null) {
  question = next;
  for (const listener of listeners) listener();
}

function forget(id: string) {
  unsaved.delete(id);
  if (unsaved.size > 0) return;
  window.removeEventListener("beforeunload", warn);
  // Saved while it was asked.
  question?.(true);
}

/** While `isChanged`, leaving, closing or reloading the page asks first. */
export function useUnsaved(isChanged: boolean) {
  const id = useId();
  useEffect(() => {
    if (!isChanged) return;
    unsaved.add(id);
    if (unsaved.size === 1) window.addEventListener("beforeunload", warn);
    return () => forget(id);
  }, [id, isChanged]);
}

/** Lets go of what is not saved: the document is about to be left, after the question was answered. */
export function letGo() {
  for (const id of [...unsaved]) forget(id);
}

export const anyUnsaved = () => unsaved.size > 0;

/** Whether the page may be left: at once where nothing would be lost, else as whoever is asked answers. */
export function mayLeave(): boolean | Promise<boolean> {
  if (unsaved.size === 0) return true;
  question?.(false);
  return new Promise((resolve) =>
    show((leaves) => {
      show(null);
      // A form that is left forgets itself. Where the page has to stay after all, it is guarded on.
      resolve(leaves);
    }),
  );
}

/** What closes a dialog with a form in it by Escape or its cross, after the same question. Cancel answers it already. */
export const leaving = (onClose: () => void) => async () => {
  if (await mayLeave()) onClose();
};

/** Who can show the question: the page, and over it a dialog, which keeps the focus to what is inside it. */
const layers: string[] = [];

/** The question, for the innermost layer. */
export function useLeaveQuestion(): AnswerLeave | null {
  const id = useId();
  useEffect(() => {
    layers.push(id);
    return () => void layers.splice(layers.indexOf(id), 1);
  }, [id]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (layers.at(-1) === id ? question : null),
  );
}
