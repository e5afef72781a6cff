import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

interface Unread {
  unread_count: number;
}

test("what is new is marked from where the member had read, and reading is told", async ({
  dashboardOf,
  server,
}) => {
  const { owner, james, customerWrites, call } = await openDesk(server, "First");
  const unread = async (who = owner) =>
    (await call<Unread>("GET", "conversations/1", undefined, who)).unread_count;
  const ada = await dashboardOf(owner, "/inbox/1");
  await expect.poll(() => unread()).toBe(0);
  await ada.page.context().close();

  await customerWrites("Second");
  await customerWrites("Third");
  expect(await unread()).toBe(2);
  // Another member's reading is not hers.
  const other = await dashboardOf(james, "/inbox/1");
  await expect.poll(() => unread(james)).toBe(0);
  expect(await unread()).toBe(2);
  await other.page.context().close();

  const again = await dashboardOf(owner, "/inbox/1");
  const mark = again.messages.getByText("2 new messages");
  await expect(mark).toBeVisible();
  const lines = await again.messages.innerText();
  expect(lines.indexOf("First")).toBeLessThan(lines.indexOf("2 new messages"));
  expect(lines.indexOf("2 new messages")).toBeLessThan(lines.indexOf("Second"));
  await expect.poll(() => unread()).toBe(0);

  await test.step("marked as unread it stays so, while it is looked at, until the customer writes", async () => {
    await again.page.getByRole("button", { name: "More", exact: true }).click();
    await again.page.getByRole("menuitem", { name: "Mark as unread" }).click();
    await expect(again.notice("Marked as unread")).toBeVisible();
    await again.page.waitForTimeout(500);
    expect(await unread()).toBe(1);
    await customerWrites("Fourth");
    await expect(again.messages).toContainText("Fourth");
    await expect.poll(() => unread()).toBe(0);
  });
});

test("who reads further up is told what came, and jumps to it", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const { owner, customerWrites } = await openDesk(server, "The first of many");
  for (let n = 1; n <= 30; n++) await owner.api.reply(1, `Line ${n}\nand more\nof it`);
  const ada = await dashboardOf(owner, "/inbox/1");
  await expect(ada.messages.getByText("Line 30")).toBeInViewport();
  await ada.messages.evaluate((log) => log.scrollTo(0, 0));
  await expect(ada.messages.getByText("The first of many")).toBeInViewport();
  await expect(ada.page.getByRole("button", { name: "Jump to the newest" })).toBeVisible();
  await customerWrites("Down here");
  await ada.page.getByRole("button", { name: "1 new message" }).click();
  await expect(ada.messages.getByText("Down here")).toBeInViewport();
  await expect(ada.page.getByRole("button", { name: "Jump to the newest" })).toHaveCount(0);
});
