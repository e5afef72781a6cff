import type { Locator, Page } from "@playwright/test";

/** Presses Tab until the thing has the focus, as somebody without a mouse gets there. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let n = 0; n < 60; n++) {
    const focused = await target.evaluate((element) => {
      return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
    });
    if (focused) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no way by keyboard to ${target}`);
}
