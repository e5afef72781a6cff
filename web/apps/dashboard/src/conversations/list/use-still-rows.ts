import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Listed } from "../fields";
import { shiftOf } from "./still-rows";

/**
 * Keeps what is looked at where it is while rows come and go above it. At the very top nothing is kept: who
 * is there wants to see what comes.
 */
export function useStillRows(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Listed[],
  height: number,
) {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const last = before.current;
    before.current = rows;
    const element = scroller.current;
    if (!element || last === rows || element.scrollTop < height / 2) return;
    const first = Math.floor(element.scrollTop / height);
    const seen = Math.ceil(element.clientHeight / height);
    const shift = shiftOf(last, rows, first, seen);
    if (shift !== 0) element.scrollTop += shift * height;
  }, [scroller, rows, height]);
}
