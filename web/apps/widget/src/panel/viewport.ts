import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** A phone's keyboard covers the page without resizing it: the panel takes only what is left to see. */
export function useVisibleHeight(box: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const view = window.visualViewport;
    const element = box.current;
    if (!active || !view || !element) return;
    const follow = () => {
      element.style.setProperty("--pb-height", `${view.height}px`);
      element.style.setProperty("--pb-top", `${view.offsetTop}px`);
    };
    follow();
    view.addEventListener("resize", follow);
    view.addEventListener("scroll", follow);
    return () => {
      view.removeEventListener("resize", follow);
      view.removeEventListener("scroll", follow);
    };
  }, [active, box]);
}
