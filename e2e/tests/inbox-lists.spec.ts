import { openDesk } from "../support/inbox.ts";
import { openWorkspace } from "../support/people.ts";
import { choose } from "../support/select.ts";
import { openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test("under Mentions stands every conversation whose notes name one", async ({ dashboardOf, server }) => {
  const { james, call } = await openDesk(server);
  const agent = await dashboardOf(james);
  const mentions = agent.navigation.getByRole("link", { name: "Mentions", exact: true });
  await mentions.click();
  await expect(agent.page.getByText("Nobody has mentioned you in a note.")).toBeVisible();

  await test.step("as soon as it does", async () => {
    const note = { content: "Ask @James", is_private: true, mentions: [james.id] };
    await call("POST", "conversations/1/messages", note);
    await expect(agent.list.getByRole("listitem")).toHaveCount(1);
    await expect(mentions).toHaveAccessibleDescription("1");
  });

  await test.step("and after it is resolved", async () => {
    await call("PUT", "conversations/1/resolve");
    await agent.list.getByRole("link").click();
    await expect(agent.messages.locator("strong", { hasText: "@James" })).toBeVisible();
    await expect(agent.list.getByRole("listitem")).toHaveCount(1);
  });
});

test("a list is narrowed by status and by channel", async ({ dashboardOf, server }) => {
  const shop = await openShop(server);
  const { api } = shop.owner;
  for (const text of ["Still open", "Put aside", "Resolved by now", "Closed by now"]) {
    await (await visit(shop)).writes(text);
  }
  await api.call("PATCH", "conversations/2", { body: { status: "pending" } });
  await api.resolve(3);
  await api.close(4);
  const { page, list, navigation } = await dashboardOf(shop.owner, "/inbox?channel=email");
  const rows = list.getByRole("listitem");

  await test.step("by channel", async () => {
    await expect(page.getByText("No conversation is like that.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove the filter Email, not connected" })).toBeVisible();
    await choose(page, "Channel", "Website");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Still open");
    await navigation.getByRole("link", { name: "All open" }).click();
    await navigation.getByRole("link", { name: "Website" }).click();
    await expect(page).toHaveURL(/channel=widget/);
    await expect(rows).toHaveCount(1);
  });

  await test.step("by status", async () => {
    for (const [status, text] of [
      ["Snoozed", "Put aside"],
      ["Resolved", "Resolved by now"],
      ["Closed", "Closed by now"],
    ] as const) {
      await choose(page, "Status", status);
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText(text);
    }
    await expect(page).toHaveURL(/status=closed/);
    await choose(page, "Status", "Any status");
    await expect(rows).toHaveCount(4);
  });
});

test("whatever is empty says what to do next", { tag: "@page" }, async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const dashboard = await dashboardOf(owner);
  const { page, navigation } = dashboard;
  const says = (text: string) => expect(page.getByText(text)).toBeVisible();

  await test.step("lists of conversations", async () => {
    await says("No open conversations. What customers write appears here at once.");
    await says("Put the widget on your site, or try it on the demo page.");
    for (const [list, text] of [
      ["Mine", "Those nobody has are under Unassigned."],
      ["Unassigned", "They are all under All."],
      ["Mentions", "To mention somebody, type @ in a private note."],
      ["Snoozed", "What you put aside with Snooze waits here."],
    ] as const) {
      await navigation.getByRole("link", { name: list, exact: true }).click();
      await says(text);
    }
    await choose(page, "Status", "Closed");
    await says("No conversations with this status. Choose another one above.");
    await says("Set filters above the list, then keep them here.");
  });

  await test.step("the bell and the search", async () => {
    await dashboard.bell(0).click();
    await says("What is assigned to you shows up here, also when you were away.");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("combobox", { name: "Search conversations and customers" }).fill("zebra");
    await says("Nothing was found for “zebra”. Try fewer words, or part of a name.");
    await page.keyboard.press("Escape");
  });

  await test.step("settings", async () => {
    await navigation.getByRole("link", { name: "Settings" }).click();
    const settings = page.getByRole("navigation", { name: "Settings" });
    await settings.getByRole("link", { name: "Canned replies" }).click();
    await says("Make one from what you write often.");
    await settings.getByRole("link", { name: "Labels" }).click();
    await expect(page.getByRole("button", { name: "New label" })).toBeVisible();
    await says("makes conversations of one kind findable.");
    await settings.getByRole("link", { name: "Widget" }).click();
    await says("Put the widget on your site");
    await expect(page.getByRole("textbox", { name: "Domain" })).toBeVisible();
  });

  await test.step("and the way into the first conversation", async () => {
    await navigation.getByRole("link", { name: "All open" }).click();
    await page.getByRole("button", { name: "Set up the widget" }).click();
    await expect(page.getByRole("heading", { name: "Set up Kestrel Bikes" })).toBeVisible();
  });
});
