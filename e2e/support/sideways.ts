import type { Page } from "@playwright/test";

/** What is wider than the place it has: boxes that scroll sideways, and controls that stick out of the window. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} ${(element.textContent ?? "").trim().slice(0, 40)}`;
    const found: string[] = [];
    for (const element of document.querySelectorAll("*")) {
      // Code keeps its lines, and a field scrolls what is typed into it.
      if (element.closest("pre, code, input, textarea, svg")) continue;
      const { overflowX, visibility } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (visibility === "hidden" || box.width <= 1 || box.height <= 1) continue;
      const scrolls = /auto|scroll/.test(overflowX) || element === document.scrollingElement;
      if (scrolls && element.scrollWidth > element.clientWidth + 1) {
        found.push(`scrolls ${element.scrollWidth} in ${element.clientWidth}: ${name(element)}`);
      }
      const isControl = element.matches("button, a, [role=tab], [role=option], h1, h2");
      if (isControl && (box.right > innerWidth + 1 || box.left < -1)) {
        found.push(`from ${Math.round(box.left)} to ${Math.round(box.right)}: ${name(element)}`);
      }
    }
    return found;
  });
}
