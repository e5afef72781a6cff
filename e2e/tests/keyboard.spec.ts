import { join, openWorkspace } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("keys do what they say, and nothing while somebody types", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const held = await workspace.owner.api.startConversation(workspace.id, "About a saddle");
  const { page, reply, ownStatus } = await dashboardOf(workspace.owner, `/inbox/${held.number}`);
  const dialog = (name: string) => page.getByRole("dialog", { name });
  await expect(reply).toBeVisible();

  await test.step("the list of keys", async () => {
    await page.keyboard.press("?");
    await expect(dialog("Keys")).toContainText("Resolve and open the next");
    // A dialog is open: the keys are its own.
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await expect(page).toHaveURL(/\/inbox\//);
    await page.keyboard.press("Escape");
    await expect(dialog("Keys")).toBeHidden();
    // For whoever does not know that key.
    await ownStatus.click();
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
    await expect(dialog("Keys")).toContainText("Resolve and open the next");
    await page.keyboard.press("Escape");
    await expect(dialog("Keys")).toBeHidden();
  });

  await test.step("two keys, one after the other", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("u");
    await expect(page).toHaveURL(/tab=unassigned/);
    await page.goto(`/inbox/${held.number}`);
  });

  await test.step("typed letters are letters", async () => {
    await reply.click();
    await page.keyboard.type("g u ? e");
    await expect(reply).toHaveValue("g u ? e");
    await expect(page).toHaveURL(new RegExp(`/inbox/${held.number}`));
    await reply.fill("");
  });
});

test("keys are changed, refused, taken off and switched off", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(workspace.owner, "/settings/keyboard");
  const row = (title: string) => page.getByRole("row", { name: title });
  const rebind = async (title: string, key: string) => {
    await page.getByRole("button", { name: `Change the key of ${title}`, exact: true }).click();
    await expect(page.getByRole("button", { name: "Press the new key" })).toBeFocused();
    await page.keyboard.press(key);
  };

  await rebind("Unassigned", "j");
  await expect(page.getByRole("alert")).toHaveText(
    "J is taken by “Next conversation”. Choose another key, or free that one first.",
  );
  await rebind("Unassigned", "x");
  await expect(row("Unassigned")).toContainText("X");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("x");
  await expect(page).toHaveURL(/tab=unassigned/);

  await page.goto("/settings/keyboard");
  await page.getByRole("button", { name: "Take the key off Unassigned" }).click();
  await expect(row("Unassigned")).toContainText("No key");
  await page.reload();
  await expect(row("Unassigned")).toContainText("No key");
  await page.getByRole("button", { name: "Reset all keys" }).click();
  await expect(row("Unassigned")).toContainText("GU");

  await page.getByRole("switch", { name: /^Single keys/ }).click({ force: true });
  await expect(page.getByText("Single keys are switched off.")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
  await expect(page).toHaveURL(/\/settings\/keyboard/);
});

test("the palette assigns, labels, finds and goes", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Okafor");
  const { api } = workspace.owner;
  const label = await api.call<{ id: string }>("POST", "labels", {
    body: { name: "Damaged", color: "pink" },
  });
  const saddle = await api.startConversation(workspace.id, "About a saddle");
  const bell = await api.startConversation(workspace.id, "About a bell that rattles");
  const { page } = await dashboardOf(workspace.owner, `/inbox/${saddle.number}`);
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  const field = palette.getByRole("combobox", { name: "Search and commands" });
  const open = async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
  };
  const run = async (text: string, option: string | RegExp) => {
    await open();
    await page.keyboard.type(text);
    await expect(palette.getByRole("option", { name: option }).first()).toHaveAttribute("data-focused");
    await page.keyboard.press("Enter");
    await expect(palette).toBeHidden();
  };
  await expect(page.getByRole("textbox", { name: "Reply" })).toBeVisible();

  await run("assign jam", /^Assign to James Okafor/);
  await expect.poll(async () => (await api.conversation(saddle.id)).assignee_id).toBe(james.id);

  await run("add dam", /^Add label Damaged/);
  await expect
    .poll(async () => (await api.conversation(saddle.id)) as { label_ids?: string[] })
    .toMatchObject({ label_ids: [label.id] });

  await run("theme dark", /^Theme: Dark/);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await test.step("words of another conversation", async () => {
    await open();
    await page.keyboard.type("rattles");
    await palette.getByRole("option", { name: /rattles/ }).click();
    await expect(page).toHaveURL(new RegExp(`/inbox/${bell.number}`));
  });

  await test.step("Tab leaves the conversation, Escape the palette", async () => {
    await open();
    await expect(palette.getByRole("button", { name: /Whole workspace/ })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(palette.getByRole("button", { name: /Whole workspace/ })).toHaveCount(0);
    await page.keyboard.type("set team");
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  });

  await run("settings team", /^Settings: Team/);
  await expect(page).toHaveURL(/\/settings\/team/);
});
