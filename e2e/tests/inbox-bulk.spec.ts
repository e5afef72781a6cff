import { openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test("many conversations are changed at once, and changed back", async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  await shop.owner.api.call("POST", "labels", { body: { name: "Shipping", color: "blue" } });
  const names = ["Ann", "Ben", "Cleo", "Dan", "Eve"];
  for (const name of names) {
    const guest = await visit(shop);
    await guest.writes(`Hello from ${name}`);
  }
  const owner = await dashboardOf(shop.owner);
  const agent = await dashboardOf(shop.agent);
  const { page, list } = owner;
  const rows = list.getByRole("listitem");
  const bar = page.getByRole("region", { name: "Change the selected conversations" });
  // The box itself is hidden under what is drawn.
  const pick = (row: number, how: { modifiers?: "Shift"[] } = {}) =>
    rows
      .nth(row)
      .getByRole("checkbox")
      .click({ force: true, ...how });

  await test.step("a range is selected with Shift", async () => {
    await expect(rows).toHaveCount(5);
    await rows.nth(0).hover();
    await pick(0);
    await expect(bar.getByText("1 selected")).toBeVisible();
    await pick(2, { modifiers: ["Shift"] });
    await expect(bar.getByText("3 selected")).toBeVisible();
    await bar.getByRole("button", { name: "Select all 5 shown" }).click();
    await expect(bar.getByText("5 selected")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toHaveCount(0);
  });

  await test.step("labelled and given to James", async () => {
    await pick(0);
    await pick(1);
    await bar.getByRole("button", { name: "Labels" }).click();
    await page.getByRole("option", { name: "Shipping" }).click();
    await expect(owner.notice("2 conversations labelled Shipping")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(rows.nth(1)).toContainText("Shipping");
    await bar.getByRole("button", { name: "Assign" }).click();
    await page.getByRole("menuitem", { name: "James Lee" }).click();
    await expect(agent.tab("Mine", 2)).toBeVisible();
    await expect(agent.tab("Unassigned", 3)).toBeVisible();
  });

  await test.step("resolved: out of the list for everyone; undone: back as before", async () => {
    await bar.getByRole("button", { name: "Resolve" }).click();
    await expect(rows).toHaveCount(3);
    await expect(bar).toHaveCount(0);
    await expect(agent.list.getByRole("listitem")).toHaveCount(3);
    const notices = page.getByRole("region", { name: "Notices" });
    await expect(notices).toContainText("2 conversations resolved");
    await notices.getByRole("button", { name: "Undo" }).click();
    await expect(rows).toHaveCount(5);
    await expect(agent.tab("Mine", 2)).toBeVisible();
  });

  await test.step("with the keyboard alone", async () => {
    await rows.nth(4).getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await expect(bar.getByText("2 selected")).toBeVisible();
    await bar.getByRole("button", { name: "Snooze" }).press("Enter");
    await page.getByRole("menuitem", { name: "Tomorrow" }).press("Enter");
    await expect(rows).toHaveCount(3);
    await expect(owner.notice("2 conversations snoozed")).toBeVisible();
  });
});

test("whatever was done to many is taken back with one press", async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  await shop.owner.api.call("POST", "labels", { body: { name: "Shipping", color: "blue" } });
  for (const name of ["Ann", "Ben"]) await (await visit(shop)).writes(`Hello from ${name}`);
  const owner = await dashboardOf(shop.owner);
  const { page, list } = owner;
  const rows = list.getByRole("listitem");
  const bar = page.getByRole("region", { name: "Change the selected conversations" });
  const select = async () => {
    for (const row of [0, 1]) await rows.nth(row).getByRole("checkbox").check({ force: true });
    await expect(bar.getByText("2 selected")).toBeVisible();
  };
  const unassigned = owner.navigation.getByRole("link", { name: "Unassigned", exact: true });
  const undo = async (said: string) => {
    const notice = page
      .getByRole("region", { name: "Notices" })
      .getByRole("status")
      .filter({ hasText: said });
    await notice.getByRole("button", { name: "Undo" }).click();
    await expect(notice).toHaveCount(0);
  };
  await select();

  await test.step("labels", async () => {
    await bar.getByRole("button", { name: "Labels" }).click();
    await page.getByRole("option", { name: "Shipping" }).click();
    await page.keyboard.press("Escape");
    await expect(rows.filter({ hasText: "Shipping" })).toHaveCount(2);
    await undo("2 conversations labelled Shipping");
    await expect(rows.filter({ hasText: "Shipping" })).toHaveCount(0);
  });

  await test.step("assignment", async () => {
    await bar.getByRole("button", { name: "Assign" }).click();
    await page.getByRole("menuitem", { name: "James Lee" }).click();
    await expect(unassigned).toHaveAccessibleDescription("0");
    await undo("2 conversations assigned to James Lee");
    await expect(unassigned).toHaveAccessibleDescription("2");
  });

  await test.step("priority", async () => {
    await bar.getByRole("button", { name: "Priority" }).click();
    await page.getByRole("menuitem", { name: "Urgent" }).click();
    await expect(rows.filter({ has: page.getByRole("img", { name: /Urgent/ }) })).toHaveCount(2);
    await undo("2 conversations set to urgent priority");
    await expect(rows.filter({ has: page.getByRole("img", { name: /Urgent/ }) })).toHaveCount(0);
  });

  await test.step("a snooze", async () => {
    await bar.getByRole("button", { name: "Snooze" }).click();
    await page.getByRole("menuitem", { name: "Tomorrow" }).click();
    await expect(rows).toHaveCount(0);
    await undo("2 conversations snoozed");
    await expect(rows).toHaveCount(2);
  });
});

test("an agent does not see what they may not do", { tag: "@page" }, async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  await (await visit(shop)).writes("Hello");
  const { page, list } = await dashboardOf(shop.agent);
  await list.getByRole("checkbox").click({ force: true });
  const bar = page.getByRole("region", { name: "Change the selected conversations" });
  await expect(bar.getByRole("button", { name: "Resolve" })).toBeVisible();
  await expect(bar.getByRole("button", { name: "Assign" })).toHaveCount(0);
});
