import type { Page } from "@playwright/test";
import { field, showroom } from "../support/look.ts";
import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage } from "../support/widget-page.ts";

/** The styled radio lies under its words. */
const choose = (page: Page, group: string, word: string) =>
  page.getByRole("radiogroup", { name: group }).getByText(word, { exact: true }).click();

/** What that address says of widgets, as on a server that sends mail: the stories' own sends none. */
const sendsMail = (page: Page, address: string) =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    const said: object | object[] = await response.json();
    const mailed = (widget: object) => ({ ...widget, answers_by_email: true });
    await route.fulfill({ response, json: Array.isArray(said) ? said.map(mailed) : mailed(said) });
  });

test("every part of the look is tried on the real widget before it is saved", async ({
  dashboardOf,
  server,
  page: site,
}) => {
  const shop = await openShop(server);
  const owner = await dashboardOf(shop.owner, "/settings/widget");
  const { page } = owner;
  const widget = showroom(page);

  await test.step("words and colour", async () => {
    await expect(widget.getByRole("dialog", { name: "Hi there!" })).toBeVisible();
    await field(page, "Heading").fill("Ask a mechanic");
    await expect(widget.getByRole("heading", { name: "Ask a mechanic" })).toBeVisible();
    await expect(field(page, "Heading")).toBeFocused();
    await field(page, "Tagline").fill("Bicycles that last");
    await field(page, "Expected reply time").fill("Answers within the hour");
    await expect(widget.getByText("Bicycles that last")).toBeVisible();
    await expect(widget.getByText("Answers within the hour")).toBeVisible();
    await field(page, "Colour").fill("#6B7C8A");
    await expect(page.getByText("Neither white nor black text can be read well on it")).toBeVisible();
    const shown = await page.getByText(/^The widget shows #/).textContent();
    const [, hex = ""] = /#([0-9A-F]{6})/.exec(shown ?? "") ?? [];
    const rgb = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ");
    await expect(widget.getByRole("button", { name: "Start a conversation" })).toHaveCSS(
      "background-color",
      `rgb(${rgb})`,
    );
    await field(page, "Colour").fill("#0B6B41");
    await expect(page.getByText("Neither white nor black")).toHaveCount(0);
  });

  await test.step("the launcher", async () => {
    await choose(page, "What to show", "Launcher");
    await field(page, "Text beside the icon").fill("Ask us");
    const launcher = widget.getByRole("button", { name: "Open chat: Ask us" });
    await expect(launcher).toBeVisible();
    await choose(page, "Corner", "Left");
    await field(page, "From the side").fill("40");
    await expect(launcher).toHaveCSS("left", "40px");
  });

  await test.step("the form, the team, away and rating", async () => {
    await page.getByText("Ask visitors who they are").click();
    await page.getByRole("button", { name: /Their email/ }).click();
    await page.getByRole("option", { name: "Required" }).click();
    await choose(page, "What to show", "Form");
    await expect(widget.getByRole("textbox", { name: "Your email" })).toBeVisible();
    await field(page, "What visitors read").fill("Back on Monday");
    await choose(page, "What to show", "Away");
    await expect(widget.getByText("Back on Monday.")).toBeVisible();
    await choose(page, "What to show", "Rating");
    await expect(widget.getByText("How was this conversation?")).toBeVisible();
    await page.getByText("Ask how it was").click();
    await expect(page.getByRole("radiogroup", { name: "What to show" }).getByText("Rating")).toHaveCount(0);
    await page.getByText("Show who is on the team").click();
  });

  await test.step("light, dark, another language", async () => {
    await choose(page, "What to show", "Home");
    const sheet = widget.locator(".sheet");
    await expect(sheet).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await choose(page, "Light or dark", "Dark");
    await expect(sheet).not.toHaveCSS("background-color", "rgb(255, 255, 255)");
    await page.getByRole("button", { name: /^As the page or/ }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await expect(widget.getByRole("button", { name: "Unterhaltung beginnen" })).toBeVisible();
    await page.getByRole("button", { name: /^Deutsch/ }).click();
    await page.getByRole("option", { name: "English" }).click();
  });

  await test.step("what is written there goes nowhere", async () => {
    await choose(page, "What to show", "Chat");
    await widget.getByRole("textbox", { name: "Message" }).fill("Only trying");
    await widget.getByRole("textbox", { name: "Message" }).press("Enter");
    await expect(widget.getByRole("log", { name: "Conversation" })).toContainText("Only trying");
    await expect(widget.getByText("No connection")).toHaveCount(0);
    expect(await shop.owner.api.conversations()).toEqual([]);
  });

  await test.step("nothing is lost on the way to another part, or to the site", async () => {
    await expect(page.getByText("Not saved yet")).toBeVisible();
    await page.getByRole("tab", { name: "Install" }).click();
    await page.getByRole("tab", { name: "Look" }).click();
    await expect(field(page, "Heading")).toHaveValue("Ask a mechanic");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(owner.notice("The widget is updated")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
    await page.reload();
    await expect(field(page, "Text beside the icon")).toHaveValue("Ask us");

    await openWidgetPage(site, server, shop.widget.id);
    await site.getByRole("button", { name: "Open chat: Ask us" }).click();
    await expect(site.getByRole("dialog", { name: "Ask a mechanic" })).toBeVisible();
  });
});

test("logo, badge, name, sound and email: tried, saved, and as the visitor then finds them", {
  tag: "@page",
}, async ({ dashboardOf, server, page: site }) => {
  const shop = await openShop(server);
  const owner = await dashboardOf(shop.owner, "/settings/team");
  const { page } = owner;
  await sendsMail(page, "**/api/v1/widgets");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Widget" }).click();
  const widget = showroom(page);
  const logo = `${server.url}/favicon.svg`;
  const online = widget.getByText("Online", { exact: true });

  await test.step("the logo and the badge", async () => {
    await expect(online).toBeVisible();
    await field(page, "Logo").fill(logo);
    await expect(widget.locator(`img[src="${logo}"]`)).toBeVisible();
    await page.getByText("Show when someone is live").click();
    await expect(widget.locator(`img[src="${logo}"]`)).toBeVisible();
    await expect(online).toHaveCount(0);
  });

  await test.step("the name, and the email while nobody is here", async () => {
    await field(page, "Name").fill("Kestrel Workshop");
    await choose(page, "What to show", "Away");
    await expect(widget.getByRole("heading", { name: "Kestrel Workshop" })).toBeVisible();
    await expect(widget.getByRole("textbox", { name: "Your email" })).toBeVisible();
    await page.getByText("Ask for an email address").click();
    await expect(widget.getByText("Nobody is here right now. Leave a message")).toBeVisible();
  });

  await test.step("the sound", async () => {
    await choose(page, "What to show", "Chat");
    await expect(widget.getByRole("heading", { name: "Ada" })).toBeVisible();
    // Not by the mouse: the frame is drawn smaller than it is, and Playwright presses beside.
    const more = widget.getByRole("button", { name: "More" });
    await more.dispatchEvent("click");
    await expect(widget.getByRole("menuitemcheckbox", { name: "Sound for new messages" })).toBeVisible();
    await page.getByText("Offer a sound for new messages").click();
    // Drawn anew, with the menu closed.
    await expect(widget.getByRole("menu")).toHaveCount(0);
    await expect(widget.getByRole("heading", { name: "Ada" })).toBeVisible();
    await more.dispatchEvent("click");
    await expect(widget.getByRole("menuitem", { name: "Copy the conversation" })).toBeVisible();
    await expect(widget.getByRole("menuitemcheckbox")).toHaveCount(0);
  });

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.notice("The widget is updated")).toBeVisible();

  await test.step("the visitor", async () => {
    await sendsMail(site, `**/api/v1/widget/${shop.widget.id}`);
    const visitor = await openWidgetPage(site, server, shop.widget.id);
    const { dialog } = visitor;
    await visitor.openChat();
    await expect(dialog.locator(`img[src="${logo}"]`)).toBeVisible();
    await expect(dialog.getByText("Nobody is here right now. Leave a message")).toBeVisible();
    await expect(dialog.getByText("Offline", { exact: true })).toHaveCount(0);
    await visitor.start();
    await expect(dialog.getByRole("heading", { name: "Kestrel Workshop" })).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Your email" })).toHaveCount(0);
    await dialog.getByRole("button", { name: "More" }).click();
    await expect(dialog.getByRole("menuitem", { name: "Copy the conversation" })).toBeVisible();
    await expect(dialog.getByRole("menuitemcheckbox")).toHaveCount(0);
  });
});
