import { openDesk } from "../support/inbox.ts";
import { join, openWorkspace } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("labels are made, refused twice, changed and deleted", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const owner = await dashboardOf(workspace.owner, "/settings/labels");
  const agent = await dashboardOf(mira, "/settings/labels");
  const { page } = owner;
  const list = page.getByRole("list", { name: "Labels" });
  const name = page.getByRole("dialog").getByRole("textbox", { name: "Name" });
  const create = async (label: string, color: string) => {
    await page.getByRole("button", { name: "New label" }).click();
    await name.fill(label);
    await page.getByRole("dialog").getByText(color, { exact: true }).click();
    await page.getByRole("button", { name: "Create label" }).click();
  };

  await create("Damaged", "Pink");
  await expect(list.getByText("Damaged")).toBeVisible();
  await test.step("a colleague sees it at once, and who may change it", async () => {
    await expect(agent.page.getByRole("list", { name: "Labels" }).getByText("Damaged")).toBeVisible();
    await expect(agent.page.getByText("Owners and admins make and change labels.")).toBeVisible();
    await expect(agent.page.getByRole("button", { name: "New label" })).toHaveCount(0);
  });

  await create("damaged", "Teal");
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await expect(name).toHaveValue("damaged");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Edit Damaged" }).click();
  await name.fill("Broken");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(list.getByText("Broken")).toBeVisible();

  await page.getByRole("button", { name: "Delete Broken" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete label" }).click();
  await expect(page.getByRole("heading", { name: "No labels yet" })).toBeVisible();
});

test("canned replies: own and shared, placeholders, preview", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const owner = await dashboardOf(workspace.owner, "/settings/canned-replies");
  const { page } = owner;
  const dialog = page.getByRole("dialog");

  await page.getByRole("button", { name: "New canned reply" }).click();
  await dialog.getByRole("textbox", { name: "Shortcut" }).fill("refund");
  await dialog.getByRole("textbox", { name: "Text" }).fill("Hello {{order.id}} ");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toContainText("order.id");
  await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue("Hello {{order.id}} ");

  await dialog.getByRole("textbox", { name: "Text" }).fill("Hello ");
  await dialog.getByRole("button", { name: "Customer’s first name" }).click();
  await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("Hello Marta");
  await dialog.getByText("For the whole team").click();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("list", { name: "The team’s" })).toContainText("/refund");

  const agent = await dashboardOf(mira, "/settings/canned-replies");
  await expect(agent.page.getByRole("list", { name: "The team’s" })).toContainText("/refund");
  await expect(agent.page.getByRole("button", { name: "Edit /refund" })).toHaveCount(0);
  await agent.page.getByRole("button", { name: "New canned reply" }).click();
  await expect(agent.page.getByText("For the whole team")).toHaveCount(0);
  await agent.page.getByRole("textbox", { name: "Shortcut" }).fill("mine");
  await agent.page.getByRole("textbox", { name: "Text" }).fill("Only mine");
  await agent.page.getByRole("button", { name: "Create" }).click();
  await expect(agent.page.getByRole("list", { name: "Yours" })).toContainText("/mine");
});

test("the workspace is changed by those who may, and read by the others", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const { page } = await dashboardOf(workspace.owner, "/settings/workspace");
  const agent = await dashboardOf(mira, "/settings/workspace");
  await expect(agent.page.getByText("Owners and admins change the workspace.")).toBeVisible();
  await expect(agent.page.getByRole("textbox")).toHaveCount(0);

  const name = page.getByRole("textbox", { name: "Workspace name" });
  const settings = page.getByRole("navigation", { name: "Settings" });
  const question = page.getByRole("alertdialog", { name: "Discard what is not saved?" });
  await name.fill("Kestrel Cycles");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await test.step("what is not saved is not left without a question", async () => {
    await settings.getByRole("link", { name: "Labels" }).click();
    await expect(question.getByRole("button", { name: "Keep editing" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question).toHaveCount(0);
    await expect(name).toHaveValue("Kestrel Cycles");
    await expect(page).toHaveURL(/\/settings\/workspace$/);
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  // Told to the other browser by the event, without a reload.
  await expect(agent.page.getByText("What customers and members see of Kestrel Cycles.")).toBeVisible();

  await test.step("what is saved is; what is not goes only when somebody says so", async () => {
    const labels = page.getByRole("heading", { name: "Labels", level: 1 });
    await settings.getByRole("link", { name: "Labels" }).click();
    await expect(labels).toBeVisible();
    await settings.getByRole("link", { name: "General" }).click();
    await name.fill("Kestrel Boats");
    await page.goBack();
    await expect(question).toBeVisible();
    await expect(page).toHaveURL(/\/settings\/workspace$/);
    await question.getByRole("button", { name: "Discard changes" }).click();
    await expect(labels).toBeVisible();
    await expect(page).toHaveURL(/\/settings\/labels$/);
  });

  await test.step("nor is a dialog closed over what was typed in it", async () => {
    await page.getByRole("button", { name: "New label" }).click();
    const label = page.getByRole("dialog").getByRole("textbox", { name: "Name" });
    await expect(label).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(label).toHaveCount(0);
    await page.getByRole("button", { name: "New label" }).click();
    await label.fill("Boats");
    await page.keyboard.press("Escape");
    await expect(question.getByRole("button", { name: "Keep editing" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(label).toHaveValue("Boats");
  });
});

test("a picture by its address, with the server's word at the field", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(workspace.owner, "/settings/profile");
  const picture = page.getByRole("textbox", { name: "Picture" });
  await picture.fill("not an address");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("https://");
  await expect(picture).toHaveValue("not an address");
  await picture.fill("https://pictures.example.com/ada.png");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  expect((await workspace.owner.api.me()).user).toMatchObject({
    avatar_url: "https://pictures.example.com/ada.png",
  });
});

test("notifications: what is switched off in the dashboard is told nowhere", async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const { page } = await dashboardOf(mira, "/settings/notifications");
  const box = (means: string) =>
    page.getByRole("checkbox", { name: `A conversation is assigned to you: ${means}` });
  await expect(box("Sound")).toBeChecked();
  await box("In the dashboard").click({ force: true });
  await expect(box("Sound")).toBeDisabled();
  await expect(box("On the desktop")).toBeDisabled();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await expect(box("In the dashboard")).not.toBeChecked();

  const held = await workspace.owner.api.startConversation(workspace.id, "About a saddle");
  await workspace.owner.api.assign(held.id, mira.id);
  expect((await mira.api.notifications()).map((n) => n.type)).not.toContain("conversation_assigned");
});

test("whoever leaves hands over: to a colleague of the owner's choice", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Lee");
  const mira = await join(server, workspace, "Mira Novak");
  const { api } = workspace.owner;
  const held = await api.startConversation(workspace.id, "About a saddle");
  await api.assign(held.id, james.id);
  const owner = await dashboardOf(workspace.owner, "/settings/team");

  await owner.act("James Lee", "Suspend");
  const question = owner.page.getByRole("alertdialog", { name: "Suspend James Lee?" });
  await expect(question).toContainText("The conversation James holds becomes unassigned.");
  await question.getByRole("button", { name: /Who gets the conversation James holds/ }).click();
  await owner.page.getByRole("option", { name: /^Mira Novak/ }).click();
  await question.getByRole("button", { name: "Suspend James" }).click();
  await expect(owner.member("James Lee")).toContainText("Suspended");
  expect((await api.conversation(held.id)).assignee_id).toBe(mira.id);
  expect((await mira.api.notifications()).map((n) => n.type)).toContain("conversation_assigned");
});

test("the sound is tried, and what the browser allows is shown as it is", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const dashboard = await dashboardOf(owner, "/settings/notifications");
  const { page } = dashboard;
  await page.evaluate(() => {
    const told = { shown: [] as string[], tones: 0, permission: "denied" };
    Object.assign(window, { told });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      told.tones++;
      start.apply(this, when);
    };
    // A browser without a screen shows none, and Chromium's shell always says "denied".
    class Shown extends EventTarget {
      static get permission() {
        return told.permission;
      }
      constructor(title: string) {
        super();
        told.shown.push(title);
      }
      close() {}
    }
    Object.assign(window, { Notification: Shown });
  });
  const allow = async (permission: NotificationPermission) => {
    await page.evaluate((permission) => {
      Object.assign((window as unknown as { told: object }).told, { permission });
    }, permission);
    // As somebody comes back from the browser's settings.
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  };
  const told = () =>
    page.evaluate(() => (window as unknown as { told: { shown: string[]; tones: number } }).told);

  await page.getByRole("button", { name: "Play the sound" }).click();
  await expect.poll(async () => (await told()).tones).toBe(2);
  await expect(dashboard.alert).toHaveCount(0);

  const states = [
    ["denied", "Blocked"],
    ["default", "Not asked"],
    ["granted", "Allowed"],
  ] as const;
  for (const [permission, word] of states) {
    await expect(page.getByRole("button", { name: "Show one now" })).toHaveCount(0);
    await allow(permission);
    await expect(page.getByRole("status").filter({ hasText: word })).toBeVisible();
  }
  await page.getByRole("button", { name: "Show one now" }).click();
  expect((await told()).shown).toEqual(["This is how it looks"]);
});

test("plan and usage counts what is used, as it is used", async ({ dashboardOf, server }) => {
  const { owner, james, workspace, customerWrites } = await openDesk(server);
  await owner.api.reply(1, "Yes, two are left.");
  await james.api.reply(1, "Shall I keep one?");
  // Neither notes nor customers count.
  await james.api.reply(1, "She always takes two", { is_private: true });
  await customerWrites("Please do");
  const { page } = await dashboardOf(owner, "/settings/usage");
  const figure = (name: string) => page.getByRole("region", { name });
  const { messages } = await owner.api.call<{ messages: { resets_at: string } }>("GET", "billing/usage");
  const reset = new Date(messages.resets_at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  await expect(page.getByText("Kestrel Bikes is on Pro.")).toBeVisible();
  await expect(figure("Messages this month")).toContainText("2 of 50,000");
  await expect(figure("Messages this month").getByRole("meter")).toHaveAttribute("aria-valuenow", "2");
  await expect(figure("Messages this month")).toContainText(`Resets on ${reset}, 00:00 UTC.`);
  await expect(figure("Agents")).toContainText("1 of 5");
  await expect(figure("Channels")).toContainText("1 of 100");
  await expect(figure("Knowledge base articles")).toContainText("0 of 1,000");
  await expect(figure("Knowledge base articles")).toContainText("Room for 1,000 more.");

  await james.api.reply(1, "Done");
  await expect(figure("Messages this month")).toContainText("3 of 50,000");
  await join(server, workspace, "Mira Novak");
  await expect(figure("Agents")).toContainText("2 of 5");

  await server.setPlan(workspace.id, "mini");
  await page.reload();
  await expect(figure("Messages this month")).toContainText("3 of 5,000");
  await expect(figure("Agents")).toContainText("All seats taken.");
  await expect(page.getByRole("columnheader", { name: "Mini Your plan" })).toBeVisible();
});
