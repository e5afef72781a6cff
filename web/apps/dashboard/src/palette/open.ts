import { useSyncExternalStore } from "react";

/** Which of the two dialogs about commands is open. */
export type Shown = "palette" | "keys" | null;

let shown: Shown = null;
const listeners = new Set<() => void>();

function show(next: Shown) {
  shown = next;
  for (const listener of listeners) listener();
}

export const openPalette = () => show("palette");
export const openKeys = () => show("keys");
export const closeCommands = () => show(null);

export function useShown(): Shown {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
