import { useLayoutEffect } from "react";
import { t } from "../texts";

let typed = "";

/** What was typed before the dialog was there, once. */
export function takeEarlyKeys(): string {
  const taken = typed;
  typed = "";
  return taken;
}

/** Stands for a dialog that is fetched still: what is typed meanwhile is kept for it, and does nothing else. */
export function EarlyKeys({ onClose }: { onClose: () => void }) {
  useLayoutEffect(() => {
    typed = "";
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "Escape") {
        typed = "";
        onClose();
      } else if (event.key === "Backspace") typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [onClose]);
  return <div role="dialog" aria-busy="true" aria-label={t.frame.loading} />;
}
