import { openDesk } from "../support/inbox.ts";
import { join, openWorkspace } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("what is typed before the search is there is searched for, and runs no command", async ({
  dashboardOf,
  server,
}) => {
  const desk = await openDesk(server);
  const { page, reply } = await dashboardOf(desk.owner, "/inbox/1");
  await expect(reply).toBeVisible();
  // By now nothing is loaded ahead: the panel takes its time.
  await page.route(/search-panel|palette/, async (route) => {
    await new Promise((done) => setTimeout(done, 1_000));
    await route.continue();
  });
  await page.reload();
  await expect(reply).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("eosprey", { delay: 20 });
  const field = page.getByRole("dialog", { name: "Search" }).getByRole("combobox");
  await expect(field).toHaveValue("eosprey");
  await expect(page.getByRole("button", { name: "Resolve", exact: true })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(reply).toHaveValue("");
});

test("Escape leaves the text for the messages, where keys work again", async ({ dashboardOf, server }) => {
  const desk = await openDesk(server);
  const { page, reply, messages } = await dashboardOf(desk.owner, "/inbox/1");
  await expect(reply).toBeVisible();
  await page.keyboard.press("r");
  await expect(reply).toBeFocused();
  await page.keyboard.type("On its way.");
  await page.keyboard.press("Escape");
  await expect(messages).toBeFocused();
  await expect(page).toHaveURL(/\/inbox\/1/);
  await expect(reply).toHaveValue("On its way.");
  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
});

test("who types on at once types behind the mention", async ({ dashboardOf, server }) => {
  const desk = await openDesk(server);
  const { page, reply } = await dashboardOf(desk.owner, "/inbox/1");
  await expect(reply).toBeVisible();
  await page.keyboard.press("n");
  const note = page.getByRole("textbox", { name: "Private note" });
  await expect(note).toBeFocused();
  await page.keyboard.type("@ja");
  await expect(page.getByRole("option", { name: "James Lee" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("can you look?");
  await expect(note).toHaveValue("@James can you look?");
});

test("undoing a resolve leaves the customer waiting as before", async ({ dashboardOf, server }) => {
  const desk = await openDesk(server);
  const { page, list } = await dashboardOf(desk.owner, "/inbox/1");
  const row = list.getByRole("link", { name: /^Marta Silva Waiting/ });
  await expect(row).toBeVisible();
  await page.getByRole("button", { name: "Resolve", exact: true }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
});

test("a picture that is not there leaves the initials", async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  await owner.api.call("PATCH", "auth/me", { body: { avatar_url: "http://127.0.0.1:9/none.png" } });
  const { page, team } = await dashboardOf(owner, "/settings/team");
  await expect(team.getByText("AB", { exact: true })).toBeVisible();
  await expect(page.locator("img[src*='none.png']")).toHaveCount(0);
});

for (const width of [900, 1024, 1440]) {
  test(`long names leave each other room at ${width} px`, async ({ dashboardOf, server }) => {
    const workspace = await openWorkspace(server, "Kestrel Bikes");
    const grace = await join(server, workspace, "Grace Hopper");
    const full_name = "Grace Brewster Murray Hopper-Vanderbiltington of Arlington";
    await grace.api.call("PATCH", "auth/me", { body: { full_name } });
    const { page, team } = await dashboardOf(workspace.owner, "/settings/team");
    await page.setViewportSize({ width, height: 800 });
    const [first, second] = [team.getByText("Ada Byron"), team.getByText(/^Grace/)];
    await expect(second).toBeVisible();
    const [above, below] = [await first.boundingBox(), await second.boundingBox()];
    if (!above || !below) throw new Error("a name is not on the page");
    expect(above.height, "on one line").toBeLessThan(30);
    expect(below.width).toBeGreaterThan(100);
    expect(above.y + above.height).toBeLessThan(below.y);
  });
}

test("the customer's name is read in the header at 900 px", async ({ dashboardOf, server }) => {
  const desk = await openDesk(server);
  const { page } = await dashboardOf(desk.owner, "/inbox/1");
  await page.setViewportSize({ width: 900, height: 800 });
  const name = page.getByRole("heading", { name: "Marta Silva", level: 2 });
  await expect(name).toBeVisible();
  expect(await name.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test("a conversation opened without a network is there as soon as the network is", async ({
  dashboardOf,
  server,
}) => {
  const desk = await openDesk(server);
  const { page, list, messages } = await dashboardOf(desk.owner, "/inbox");
  const row = list.getByRole("link", { name: /Marta Silva/ });
  await expect(row).toBeVisible();
  await page.context().setOffline(true);
  await row.click();
  // The tries are 1, 2, 4 and 8 seconds apart: by now the next one is 7 seconds away.
  await page.waitForTimeout(8_000);
  await expect(messages).toHaveCount(0);
  await page.context().setOffline(false);
  await expect(messages).toBeVisible({ timeout: 5_000 });

  await test.step("so is another page, and until then it is said", async () => {
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await expect(page.getByText("This page opens when the connection is back.")).toBeVisible();
    await expect(messages).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    await expect(page.getByText("This page opens when the connection is back.")).toHaveCount(0);
  });
});
