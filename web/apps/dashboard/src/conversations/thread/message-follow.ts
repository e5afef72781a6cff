import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Within this many pixels of the end, somebody is reading along. */
const NEAR_END = 80;

/**
 * Stays at the end while the reader is there; else counts what came and leaves them where they are. `shape`
 * changes with whatever else makes the end longer.
 */
export function useFollow(count: number, waiting: number, shape: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(count);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    setFollowing(near);
    if (near) setSeen(count);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something was added
  useLayoutEffect(() => {
    if (!following) return;
    toEnd();
    setSeen(count);
  }, [count, following, shape]);
  // What one sends oneself is always gone to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the queue grew
  useLayoutEffect(() => {
    if (waiting > 0) toEnd();
  }, [waiting]);
  // Images and a growing composer change heights without a new message.
  useEffect(() => {
    const box = scroller.current;
    if (!box || !following) return;
    const observer = new ResizeObserver(toEnd);
    observer.observe(box);
    box.addEventListener("load", toEnd, true);
    return () => {
      observer.disconnect();
      box.removeEventListener("load", toEnd, true);
    };
  }, [following, toEnd]);

  return { scroller, unseen: following ? 0 : Math.max(0, count - seen), toEnd, onScroll, following };
}
