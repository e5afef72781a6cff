import type { FrameLocator, Page } from "@playwright/test";
import { recipe } from "../support/guide.ts";
import { signed } from "../support/identity.ts";
import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage } from "../support/widget-page.ts";

const showroom = (page: Page): FrameLocator => page.frameLocator('iframe[title="The widget as it would be"]');
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
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

test("what the server refuses is said at the field, and nothing typed is lost", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const shop = await openShop(server);
  const owner = await dashboardOf(shop.owner, "/settings/widget");
  const { page } = owner;
  await field(page, "Heading").fill("Ask a mechanic");
  await field(page, "Logo").fill("ftp://kestrel.example/logo.png");
  await field(page, "From below").fill("200");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/^Must be an http or https address of at most 2,000 characters/)).toBeVisible();
  await expect(page.getByText(/^Must be a whole number of pixels from 0 to 120/)).toBeVisible();
  await expect(field(page, "Logo")).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, "Heading")).toHaveValue("Ask a mechanic");
  await expect(page.getByText("Not saved yet")).toBeVisible();

  await field(page, "Logo").fill("");
  await field(page, "From below").fill("60");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.notice("The widget is updated")).toBeVisible();
  await field(page, "Heading").fill("Something else");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(field(page, "Heading")).toHaveValue("Ask a mechanic");
});

test("the secret is shown once, two are good at a time, and the switch shuts others out", async ({
  dashboardOf,
  server,
  page: site,
}) => {
  const shop = await openShop(server);
  const owner = await dashboardOf(shop.owner, "/settings/widget#identity");
  const { page } = owner;
  const made = page.getByRole("status", { name: "Identity secret" });
  const rotate = async () => {
    await page.getByRole("button", { name: "Make a new secret" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Make a new secret" }).click();
    await expect(made).toBeVisible();
    return (await made.textContent()) ?? "";
  };
  const visitor = await openWidgetPage(site, server, shop.widget.id);
  /** What a page of the site gets whose server signs with this. */
  const identified = async (secret: string) => {
    const answer = await fetch(`${server.url}/api/v1/widget/${shop.widget.id}/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: "http://localhost:4321" },
      body: JSON.stringify({ identity: signed(secret, { sub: "42" }) }),
    });
    return answer.status;
  };

  const first = await rotate();
  await page.getByRole("button", { name: "I have it" }).click();
  await expect(made).toHaveCount(0);
  await expect(page.getByText(`The secret ends in ${first.slice(-4)}.`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`The secret ends in ${first.slice(-4)}.`)).toBeVisible();
  await expect(page.getByText(first)).toHaveCount(0);

  const second = await rotate();
  expect(second).not.toBe(first);
  await expect(page.getByText(/^The one before it is good until /)).toBeVisible();
  expect([await identified(first), await identified(second)]).toEqual([200, 200]);
  await page.getByRole("button", { name: "End it now" }).click();
  await page.getByRole("button", { name: "End previous secret" }).click();
  await expect(page.getByText(/^The one before it is good until /)).toHaveCount(0);
  expect([await identified(first), await identified(second)]).toEqual([422, 200]);

  await page.getByText("Only signed-in customers").click();
  await expect(owner.notice("Only signed-in customers get the chat")).toBeVisible();
  await site.reload();
  await visitor.openChat();
  await expect(visitor.dialog.getByRole("alert")).not.toBeEmpty();
  await expect(visitor.dialog.getByRole("button", { name: "Start a conversation" })).toHaveCount(0);
  await site.evaluate(
    (token) => window.PingBack?.("identify", token),
    signed(second, { sub: "42", name: "Marta" }),
  );
  await expect(visitor.dialog.getByRole("button", { name: "Start a conversation" })).toBeVisible();

  await page.getByRole("switch", { name: "Only signed-in customers" }).focus();
  await page.keyboard.press("Space");
  await expect(owner.notice("Everybody gets the chat again")).toBeVisible();
});

test("the guide's code is shown for every language", { tag: "@page" }, async ({ dashboardOf, server }) => {
  const shop = await openShop(server);
  const { page } = await dashboardOf(shop.owner, "/settings/widget#identity");
  const code = page.getByRole("region", { name: "How to sign" });
  for (const language of ["Python", "PHP", "Ruby", "Rust", "Node"]) {
    await page.getByRole("tab", { name: language }).click();
    await expect(code).toHaveText(recipe(language));
  }
});

test("the page says by itself when the widget is on its site", async ({
  dashboardOf,
  server,
  page: site,
}) => {
  const shop = await openShop(server);
  const { page } = await dashboardOf(shop.owner, "/settings/widget#install");
  await expect(page.getByRole("status").filter({ hasText: "Not seen on localhost yet" })).toBeVisible();
  await page.getByText("If it does not").click();
  await expect(page.getByText("Is the page on localhost or a subdomain of it?")).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const snippet = page.getByRole("region", { name: "Snippet" });
  for (const [place, words] of [
    ["React", `<Chat widgetId="${shop.widget.id}" />`],
    ["Vue", `widgetId: "${shop.widget.id}"`],
    ["WordPress", "add_action('wp_footer'"],
    ["Google Tag Manager", `window.PingBackWidgetId = "${shop.widget.id}"`],
    ["Plain HTML", `${server.url}/widget.js`],
  ] as const) {
    await page.getByRole("tab", { name: place }).click();
    await expect(snippet).toContainText(words);
  }
  await page.getByRole("button", { name: "Copy snippet" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(shop.widget.id);

  await openWidgetPage(site, server, shop.widget.id);
  await expect(page.getByRole("status").filter({ hasText: "Seen on localhost just now" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Widgets" })).toContainText("Installed");
});

test("another domain takes another widget, and what is deleted is gone from its site", async ({
  dashboardOf,
  server,
  page: site,
}) => {
  const shop = await openShop(server);
  const owner = await dashboardOf(shop.owner, "/settings/widget");
  const second = await dashboardOf(shop.owner, "/settings/widget");
  const { page } = owner;
  await page.getByRole("button", { name: "New widget" }).click();
  const dialog = page.getByRole("dialog", { name: "A widget for another site" });
  await dialog.getByRole("textbox", { name: "Domain" }).fill("localhost");
  await dialog.getByRole("button", { name: "Create widget" }).click();
  await expect(dialog.getByText("This workspace already has a widget for localhost")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Domain" }).fill("https://help.kestrel.example/start");
  await dialog.getByRole("button", { name: "Create widget" }).click();
  await expect(page.getByRole("status", { name: "Identity secret" })).toBeVisible();
  const list = page.getByRole("list", { name: "Widgets" });
  await expect(list.getByRole("button", { name: /^help\.kestrel\.example/ })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await field(page, "Heading").fill("Help for riders");
  await list.getByRole("button", { name: /^localhost/ }).click();
  await expect(field(page, "Heading")).toHaveValue("Hi there!");
  await list.getByRole("button", { name: /^help\.kestrel\.example/ }).click();
  await expect(field(page, "Heading")).toHaveValue("Help for riders");

  const visitor = await openWidgetPage(site, server, shop.widget.id);
  await expect(visitor.launcher).toBeVisible();
  await page.getByRole("button", { name: "Delete the widget for localhost" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("The conversations stay.");
  await page.getByRole("button", { name: "Delete widget", exact: true }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(second.page.getByRole("list", { name: "Widgets" })).not.toContainText("localhost");
  await site.reload();
  await expect(visitor.page.getByRole("heading", { name: "Kestrel Bikes" })).toBeVisible();
  await expect(visitor.launcher).toHaveCount(0);
});

test("who is blocked hears nothing, and may write again once they are not", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const shop = await openShop(server);
  const visitor = await visitorAt(shop.widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Buy cheap pills");
  await expect(visitor.log).toContainText("Buy cheap pills");

  const agent = await dashboardOf(shop.agent, "/inbox/1");
  const about = agent.page.getByRole("complementary", { name: "About" });
  await test.step("from the conversation, by any agent", async () => {
    await about.getByRole("button", { name: "Block visitor" }).click();
    const dialog = agent.page.getByRole("dialog", { name: /^Block / });
    await expect(dialog.getByText(/^Their address, /)).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why" }).fill("Spam");
    await dialog.getByRole("button", { name: "Block", exact: true }).click();
    await expect(about.getByText("This visitor is blocked.")).toBeVisible();
    await visitor.box.fill("More pills");
    await visitor.dialog.getByRole("button", { name: "Send message" }).click();
    await expect(visitor.dialog.getByText("Refused").first()).toBeVisible();
    expect(await visitor.knows("blocked")).toBe(false);
  });

  await test.step("everyone sees by whom, and lifts it", async () => {
    const owner = await dashboardOf(shop.owner, "/settings/widget#blocked");
    const list = owner.page.getByRole("list", { name: "Blocked" });
    await expect(list).toContainText("Spam");
    await expect(list).toContainText("Blocked by James Lee, just now");
    await owner.page.getByRole("button", { name: "Block an address" }).click();
    const dialog = owner.page.getByRole("dialog", { name: "Block an address" });
    await dialog.getByRole("textbox", { name: "Network address" }).fill("kestrel");
    await dialog.getByRole("button", { name: "Block", exact: true }).click();
    await expect(dialog.getByText(/^must be a network address/)).toBeVisible();
    await dialog.getByRole("textbox", { name: "Network address" }).fill("192.0.2.7");
    await dialog.getByRole("button", { name: "Block", exact: true }).click();
    await expect(list.getByRole("listitem")).toHaveCount(2);
    await list.getByRole("button", { name: "Unblock 192.0.2.7" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await list.getByRole("button", { name: /^Unblock/ }).click();
    await expect(owner.page.getByRole("heading", { name: "Nobody is blocked" })).toBeVisible();
    await expect(about.getByRole("button", { name: "Block visitor" })).toBeVisible();
  });

  await visitor.page.reload();
  await visitor.openChat();
  await visitor.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
  await visitor.write("Sorry about that");
  await expect(agent.messages).toContainText("Sorry about that");
});

test("an agent sees the widget as it is, and why it cannot be changed", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const shop = await openShop(server);
  const agent = await dashboardOf(shop.agent, "/settings/widget");
  const { page } = agent;
  await expect(page.getByText("Owners and admins change the widget.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Widgets" })).toContainText("localhost");
  await expect(showroom(page).getByRole("dialog", { name: "Hi there!" })).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Delete|New widget|Save)/ })).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Signed-in customers" })).toHaveCount(0);
  await shop.owner.api.call("PATCH", `widget/${shop.widget.id}`, {
    body: { welcome_heading: "Ask a mechanic" },
  });
  await expect(showroom(page).getByRole("dialog", { name: "Ask a mechanic" })).toBeVisible();
  await page.getByRole("tab", { name: "Blocked" }).click();
  await expect(page.getByRole("button", { name: "Block an address" })).toBeVisible();
});
