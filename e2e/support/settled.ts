import type { Page } from "@playwright/test";

/** Waits until nothing moves or fades any more, in the page and in the widget. What goes on for ever may. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const inside = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const animations = [document, ...inside].flatMap((root) => root.getAnimations());
    return animations.every(
      ({ playState, effect }) =>
        playState === "finished" || effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
    );
  });
}
