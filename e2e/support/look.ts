import type { FrameLocator, Page } from "@playwright/test";

/** The widget in the settings' preview. */
export const showroom = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="The widget as it would be"]');

export const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
