import { openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test("what is new is counted for each member, in rows, in the title and on the icon", async ({
  server,
  dashboardOf,
}) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  const { conversation_id } = await guest.writes("Hello?");
  await shop.owner.api.assign(conversation_id, shop.agent.id);
  const owner = await dashboardOf(shop.owner);
  const agent = await dashboardOf(shop.agent);
  const second = await dashboardOf(shop.agent);
  const icon = (page = agent.page) => page.locator('link[rel="icon"]');

  await test.step("one unread conversation is held: so say all tabs of the agent, and not the owner's", async () => {
    await guest.writes("Is anyone there?");
    for (const { list, page } of [agent, second]) {
      await expect(list.getByRole("img", { name: "2 unread" })).toBeVisible();
      await expect(page).toHaveTitle("(1) Inbox · PingBack");
    }
    await expect(icon()).toHaveAttribute("href", /^data:image\/png/);
    await expect(owner.list.getByRole("img", { name: "2 unread" })).toBeVisible();
    await expect(owner.page).toHaveTitle("Inbox · PingBack");
  });

  await test.step("read by opening it, in the other tab as well", async () => {
    await agent.list.getByRole("link").click();
    await expect(agent.list.getByRole("img", { name: /unread/ })).toHaveCount(0);
    await expect(second.list.getByRole("img", { name: /unread/ })).toHaveCount(0);
    await expect(second.page).toHaveTitle("Inbox · PingBack");
    await expect(icon(second.page)).toHaveAttribute("href", "/favicon.svg");
    await expect(owner.list.getByRole("img", { name: "2 unread" })).toBeVisible();
  });

  await test.step("marked as unread again, by the row", async () => {
    // As long as it is before somebody's eyes it is read.
    await agent.open("/inbox");
    await agent.isLive();
    await second.list.getByRole("button", { name: /^More for / }).click({ force: true });
    await second.page.getByRole("menuitem", { name: "Mark as unread" }).click();
    await expect(second.list.getByRole("img", { name: "1 unread" })).toBeVisible();
    await expect(second.page).toHaveTitle("(1) Inbox · PingBack");
    await second.list.getByRole("button", { name: /^More for / }).click({ force: true });
    await second.page.getByRole("menuitem", { name: "Mark as read" }).click();
    await expect(second.list.getByRole("img", { name: /unread/ })).toHaveCount(0);
  });
});

test("who waits longest comes first, as it happens", async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  const [ann, ben] = [await visit(shop), await visit(shop)];
  const first = await ann.writes("Ann asks");
  await ben.writes("Ben asks");
  const { list } = await dashboardOf(shop.owner);
  const rows = list.getByRole("listitem");
  await expect(rows.first()).toContainText("Ann asks");

  await test.step("answered: behind who still waits", async () => {
    await shop.agent.api.reply(first.conversation_id, "James answers");
    await expect(rows.first()).toContainText("Ben asks");
    await expect(rows.last()).toContainText("James: James answers");
  });
  await test.step("a note changes nothing of that", async () => {
    await shop.agent.api.reply(first.conversation_id, "Mind the fee", { is_private: true });
    await expect(rows.last()).toContainText("Mind the fee");
  });
  await test.step("who asks again waits from now on", async () => {
    await ann.writes("Ann asks again");
    await expect(rows.last()).toContainText("Ann asks again");
    await (await visit(shop)).writes("Cleo asks");
    await expect(rows).toHaveCount(3);
    await expect(rows.last()).toContainText("Cleo asks");
  });
});

test("the rail folds and stays folded", { tag: "@page" }, async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  const { page, navigation } = await dashboardOf(shop.owner);
  await page.getByRole("button", { name: "Collapse the sidebar" }).click();
  await expect(navigation.getByRole("link", { name: "Mentions" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Expand the sidebar" })).toBeFocused();
  await page.reload();
  await navigation.getByRole("button", { name: "Views, channels and labels" }).click();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Website" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Expand the sidebar" }).click();
  await expect(navigation.getByText("Mentions")).toBeVisible();
});
