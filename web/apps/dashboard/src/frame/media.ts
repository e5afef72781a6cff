import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** One pane with a way back, and the navigation at the bottom. */
export const useIsPhone = () => useMedia("(max-width: 767px)");
/** Too narrow for words in the rail. */
export const useIsNarrow = () => useMedia("(max-width: 1023px)");
/** Wide enough for all four panes. */
export const useIsWide = () => useMedia("(min-width: 1280px)");
