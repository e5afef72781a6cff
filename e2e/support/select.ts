import type { Page } from "@playwright/test";

/** Chooses in a select, which is called by its value and its label. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`${label}$`) }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}
