import { useSyncExternalStore } from "react";

const KEY = "pingback.rail";
const listeners = new Set<() => void>();

export function setRailCollapsed(collapsed: boolean) {
  if (collapsed) localStorage.setItem(KEY, "collapsed");
  else localStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

/** Whether the member wants the rail without words, on this device. */
export function useRailCollapsed(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEY) === "collapsed",
  );
}
