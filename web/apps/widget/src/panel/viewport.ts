import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** A phone's keyboard covers the page without resizing it: the panel takes only what is left to see. */
export function useVisibleHeight(box: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const view = window.visualViewport;
    const element = box.current;
    if (!active || !view || !element) return;
    const fit = () => {
      element.style.setProperty("--pb-height", `${view.height}px`);
      element.style.setProperty("--pb-top", `${view.offsetTop}px`);
    };
    fit();
    view.addEventListener("resize", fit);
    view.addEventListener("scroll", fit);
    return () => {
      view.removeEventListener("resize", fit);
      view.removeEventListener("scroll", fit);
    };
  }, [active, box]);
}
