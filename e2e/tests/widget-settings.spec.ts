import { recipe } from "../support/guide.ts";
import { signed } from "../support/identity.ts";
import { field, showroom } from "../support/look.ts";
import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage } from "../support/widget-page.ts";

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
    await expect(dialog.getByText(/^Must be a network address/)).toBeVisible();
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
