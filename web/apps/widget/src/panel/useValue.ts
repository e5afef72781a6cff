import { useLayoutEffect, useReducer } from "preact/hooks";
import type { Signal } from "../shared/signal";

/** The signal's value; the component is drawn again when it changes. */
export function useValue<T>(signal: Signal<T>): T {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const drawn = signal.value;
  useLayoutEffect(() => {
    const listener = () => redraw(undefined);
    signal.listeners.add(listener);
    // It may have changed between drawing and now.
    if (signal.value !== drawn) listener();
    return () => void signal.listeners.delete(listener);
  }, [signal]);
  return drawn;
}
