import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export type Part<P> = LazyExoticComponent<ComponentType<P>> & {
  /** Fetches it, for the moment before it is asked for. */
  load: () => void;
};

let tellFailure = () => {};
let isIdle = false;
const ahead: (() => Promise<unknown>)[] = [];

/** What is said where a part cannot be loaded, because the network is gone or a newer version replaced it. */
export function whenPartFails(tell: () => void) {
  tellFailure = tell;
}

/**
 * A part of a page that is not needed to paint and use it. It comes when it is asked for, and all of them come
 * by themselves once the page has nothing better to do, so that the first press does not wait.
 */
export function part<P>(load: () => Promise<{ default: ComponentType<P> }>): Part<P> {
  const component = lazy(() =>
    load().catch(() => {
      tellFailure();
      return { default: () => null };
    }),
  );
  ahead.push(load);
  if (isIdle) loadPartsAhead();
  return Object.assign(component, { load: () => void quietly(load) });
}

/** Fetches the parts that are not here yet, one after the other, while the browser is idle. */
export function loadPartsAhead() {
  if (!isIdle) performance.mark("parts-ahead");
  isIdle = true;
  whenIdle(() => {
    const next = ahead.shift();
    if (next) void quietly(next).then(loadPartsAhead);
  });
}

/** Asked for again when it is needed, and then the failure is told. */
const quietly = (load: () => Promise<unknown>) => load().catch(() => undefined);

function whenIdle(run: () => void) {
  // Safari has no idle callback.
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 5000 });
  else setTimeout(run, 200);
}
