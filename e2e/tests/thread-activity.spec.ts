import { openDesk } from "../support/inbox.ts";
import { join } from "../support/people.ts";
import { ORIGIN } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test("the thread tells who did what, to everyone who has it open", async ({ dashboardOf, server }) => {
  const { owner, james, call } = await openDesk(server);
  await call("POST", "labels", { name: "Damaged", color: "pink" });
  const ada = await dashboardOf(owner, "/inbox/1");
  const other = await dashboardOf(james, "/inbox/1");
  const { page } = ada;

  await test.step("assigning is undone with one press", async () => {
    await ada.assignTo("James Lee");
    await page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Undo" }).click();
    await expect(ada.assignee("nobody")).toBeVisible();
    await expect(other.messages).toContainText("Ada assigned this to James");
    await expect(other.messages).toContainText("Ada took this from James");
  });

  await test.step("whoever may not assign reads at the key who may", async () => {
    await other.page.keyboard.press("a");
    await expect(other.notice("Owners and admins assign.")).toBeVisible();
  });

  await test.step("priority and labels", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Priority" }).click();
    await page.getByRole("menuitemradio", { name: "High" }).click();
    await expect(other.messages).toContainText("Ada set the priority to High");
    await page.getByRole("button", { name: "Edit labels" }).click();
    await page.getByRole("option", { name: "Damaged" }).click();
    await page.keyboard.press("Escape");
    await expect(other.messages).toContainText("Ada added the label Damaged");
    await expect(other.page.getByRole("complementary", { name: "About" })).toContainText("Damaged");
  });

  await test.step("resolved and reopened", async () => {
    await page.getByRole("button", { name: "Resolve" }).click();
    await expect(other.messages).toContainText("Ada resolved this");
    await page.getByRole("button", { name: "Reopen" }).click();
    await expect(other.messages).toContainText("Ada reopened this");
  });

  await test.step("the same after a reload", async () => {
    await page.reload();
    await expect(ada.messages.getByText("Ada resolved this")).toHaveCount(1);
    await expect(ada.messages.getByText("Ada assigned this to James")).toHaveCount(1);
  });
});

test("a conversation is put aside until tomorrow, until a time of one's own, and until its customer writes", async ({
  dashboardOf,
  server,
}) => {
  const { owner, customerWrites } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const { page } = ada;
  const snooze = async (item: string) => {
    await page.getByRole("button", { name: "Snooze", exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await snooze("Tomorrow");
  await expect(ada.messages).toContainText("Ada snoozed this until tomorrow, 09:00");
  const pill = page.getByTitle("Snoozed until tomorrow, 09:00");
  await expect(pill).toBeVisible();
  await snooze("Open it now");
  await expect(pill).toHaveCount(0);

  await test.step("a time of one's own must be to come", async () => {
    await snooze("Pick date and time");
    const dialog = page.getByRole("dialog", { name: "Snooze until" });
    await dialog.getByLabel("Date and time").fill("2020-01-01T09:00");
    await dialog.getByRole("button", { name: "Snooze" }).click();
    await expect(dialog.getByText("That time has passed. Enter a later one.")).toBeVisible();
    const next = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel("Date and time").fill(`${next}T10:30`);
    await dialog.getByRole("button", { name: "Snooze" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(ada.messages).toContainText(/Ada snoozed this until .*, 10:30/);
    await snooze("Open it now");
  });

  await snooze("Until the customer writes");
  await expect(page.getByTitle("Snoozed until the customer writes")).toHaveText("Snoozed");
  await expect(ada.tab("All", 0)).toBeVisible();
  await customerWrites("One more thing");
  await expect(ada.tab("All", 1)).toBeVisible();
  await expect(ada.messages).toContainText("Opened again");
});

test("the first response is told as soon as it is given", async ({ dashboardOf, server }) => {
  const { owner } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const first = ada.page.getByRole("complementary", { name: "About" }).getByText("None yet");
  await expect(first).toBeVisible();
  await ada.send("Yes, two are left.");
  await expect(first).toHaveCount(0);
});

test("resolve and next goes on in the list; the key for it too", async ({ dashboardOf, server }) => {
  const { owner, widget } = await openDesk(server);
  for (const name of ["Tom Becker", "Yuki Tanaka"]) {
    const session = await owner.api.as("").visit(widget.id, ORIGIN, { name });
    await owner.api.as(session.token).visitorWrites(widget.id, ORIGIN, `${name} writes`);
  }
  const ada = await dashboardOf(owner, "/inbox/1");
  await expect(ada.list.getByRole("listitem")).toHaveCount(3);
  await ada.page.getByRole("button", { name: "More ways to finish" }).click();
  await ada.page.getByRole("menuitem", { name: "Resolve and next" }).click();
  await expect(ada.page).toHaveURL(/\/inbox\/2$/);
  await expect(ada.list.getByRole("listitem")).toHaveCount(2);
  await expect(ada.messages).toContainText("Tom Becker writes");
  await ada.page.keyboard.press("Shift+E");
  await expect(ada.page).toHaveURL(/\/inbox\/3$/);
  await expect(ada.list.getByRole("listitem")).toHaveCount(1);
});

test("whoever assigns sees how each member is, whether they are there, and what they hold", async ({
  dashboardOf,
  server,
}) => {
  const { workspace, owner, james } = await openDesk(server);
  const mira = await join(server, workspace, "Mira Novak");
  const paul = await join(server, workspace, "Paul Olsen");
  await owner.api.changeMember(paul.memberId, { is_active: false });
  await james.api.setStatus("away");
  // A program of hers says so: she herself is at no screen.
  await mira.api.setStatus("live");
  for (const subject of ["About a saddle", "About a bell"]) {
    const { id } = await owner.api.startConversation(workspace.id, subject);
    await owner.api.assign(id, james.id);
  }
  const ada = await dashboardOf(owner, "/inbox/1");
  await dashboardOf(james);
  await ada.page.getByRole("button", { name: "Assignee: nobody" }).click();
  const members = ada.page.getByRole("listbox", { name: "Members" });
  const member = (name: string) => members.getByRole("option", { name });
  await expect(members.getByRole("option")).toHaveCount(4);
  await expect(member("Paul Olsen")).toHaveCount(0);
  await expect(member("James Lee")).toHaveAccessibleDescription(/^Away · replies may wait\s?, 2 open$/);
  await expect(member("Mira Novak")).toHaveAccessibleDescription(/^Live · not connected\s?, 0 open$/);

  // The list is open, and goes with what happens.
  await owner.api.resolve(2);
  await james.api.setStatus("live");
  await expect(member("James Lee")).toHaveAccessibleDescription(/^Live\s?, 1 open$/);
});
