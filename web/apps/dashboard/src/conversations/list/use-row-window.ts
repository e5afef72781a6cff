import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Rows that exist above and below what is seen, so that a fast wheel finds them there. */
const BEYOND = 8;

/** Which rows of a long list exist: those in view and a few around. All are equally high. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, height: number) {
  const [seen, setSeen] = useState({ first: 0, last: Math.ceil(window.innerHeight / height) });
  const isThere = count > 0;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isThere) return;
    const look = () => {
      const first = Math.floor(element.scrollTop / height);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / height);
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    // Before the browser paints what it scrolled to.
    const onScroll = () => flushSync(look);
    const sizes = new ResizeObserver(look);
    look();
    sizes.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, isThere, height]);

  /** Scrolls as little as it takes to see the row. */
  const reveal = useCallback(
    (at: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = at * height;
      const highest = top + height - element.clientHeight;
      if (element.scrollTop > top) element.scrollTop = top;
      else if (element.scrollTop < highest) element.scrollTop = highest;
    },
    [scroller, height],
  );
  return {
    first: Math.max(0, Math.min(seen.first, count) - BEYOND),
    end: Math.min(count, seen.last + BEYOND),
    reveal,
  };
}
