import { useEffect, useId } from "react";

/** The forms on the page that hold something not saved yet. */
const unsaved = new Set<string>();

function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}

/** While `isChanged`, closing or reloading the page asks first. */
export function useUnsaved(isChanged: boolean) {
  const id = useId();
  useEffect(() => {
    if (!isChanged) return;
    unsaved.add(id);
    if (unsaved.size === 1) window.addEventListener("beforeunload", warn);
    return () => {
      unsaved.delete(id);
      if (unsaved.size === 0) window.removeEventListener("beforeunload", warn);
    };
  }, [id, isChanged]);
}

export const anyUnsaved = () => unsaved.size > 0;
