import { choose } from "../support/select.ts";
import { openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

interface Labelled {
  id: string;
}

test("filters narrow the list, live in the address and become a view", async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  const { api } = shop.owner;
  const label = await api.call<Labelled>("POST", "labels", { body: { name: "Damaged", color: "pink" } });
  const said: string[] = [];
  for (const text of ["Cracked bowl", "Where is my order?", "Is it in stock?"]) {
    said.push((await (await visit(shop)).writes(text)).conversation_id);
  }
  const [cracked = "", order = ""] = said;
  await api.call("PATCH", `conversations/${cracked}`, { body: { label_ids: [label.id], priority: "high" } });
  const dashboard = await dashboardOf(shop.owner);
  const { page, list, navigation } = dashboard;
  const rows = list.getByRole("listitem");

  await test.step("by label and priority, and back by what is set", async () => {
    await expect(rows).toHaveCount(3);
    await page.getByRole("button", { name: "More filters" }).click();
    await choose(page, "Label", "Damaged");
    await expect(rows).toHaveCount(1);
    await choose(page, "Priority", "Low");
    await expect(page.getByText("No conversation is like that.")).toBeVisible();
    await choose(page, "Priority", "High");
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/label=.+priority=high|priority=high.+label=/);
    await page.reload();
    await expect(rows).toHaveCount(1);
    await page.getByRole("button", { name: "Remove the filter Damaged" }).click();
    await page.getByRole("button", { name: "Remove the filter High priority" }).click();
    await expect(rows).toHaveCount(3);
  });

  await test.step("what is labelled elsewhere comes into the list of that label", async () => {
    await navigation.getByRole("link", { name: "Damaged" }).click();
    await expect(rows).toHaveCount(1);
    await api.call("PATCH", `conversations/${order}`, { body: { label_ids: [label.id] } });
    await expect(rows).toHaveCount(2);
    await expect(list).toContainText("Where is my order?");
  });

  await test.step("snoozed ones are a list of their own", async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await api.call("PATCH", `conversations/${order}`, { body: { snoozed_until: soon } });
    await expect(rows).toHaveCount(1);
    await navigation.getByRole("link", { name: "Snoozed" }).click();
    await expect(rows).toHaveCount(1);
    await expect(list).toContainText("Where is my order?");
    // Two are open; what is open is not what is shown here.
    await expect(dashboard.tab("All", 1)).toBeVisible();
    await expect(page.getByRole("tab", { name: "Mine", exact: true })).toBeVisible();
  });

  await test.step("the order is chosen", async () => {
    await navigation.getByRole("link", { name: "All open" }).click();
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText("Cracked bowl");
    await choose(page, "Sort", "Newest");
    await expect(page).toHaveURL(/sort=newest/);
    await expect(rows.first()).toContainText("Is it in stock?");
    await choose(page, "Sort", "Oldest");
    await expect(rows.first()).toContainText("Cracked bowl");
  });
});

test("a view is kept, shared, changed and deleted", async ({ server, dashboardOf }) => {
  const shop = await openShop(server);
  const label = await shop.owner.api.call<Labelled>("POST", "labels", {
    body: { name: "Returns", color: "teal" },
  });
  const { conversation_id } = await (await visit(shop)).writes("I want to return it");
  await (await visit(shop)).writes("Thank you");
  await shop.owner.api.call("PATCH", `conversations/${conversation_id}`, { body: { label_ids: [label.id] } });
  const owner = await dashboardOf(shop.owner, `/inbox?label=${label.id}`);
  const agent = await dashboardOf(shop.agent);
  const { page, navigation } = owner;
  const view = (name: string) => navigation.getByRole("link", { name, exact: true });
  const act = async (name: string, action: string) => {
    await view(name).hover();
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };

  await test.step("made of the filter, and open at once", async () => {
    await page.getByRole("button", { name: "New view from these filters" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("To return");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(view("To return")).toHaveAttribute("aria-current", "page");
    await expect(page).toHaveURL(/view=/);
    await expect(owner.list.getByRole("listitem")).toHaveCount(1);
  });

  await test.step("renamed and shared: the colleague has it at once, without a way to change it", async () => {
    await act("To return", "Rename");
    await page.getByRole("textbox", { name: "Name" }).fill("Coming back");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await act("Coming back", "Share with the team");
    const theirs = agent.navigation.getByRole("link", { name: "Coming back", exact: true });
    await theirs.click();
    await expect(agent.list.getByRole("listitem")).toHaveCount(1);
    await expect(agent.page.getByRole("button", { name: "Actions for Coming back" })).toHaveCount(0);
  });

  await test.step("changed where it is open", async () => {
    await choose(page, "Status", "Any status");
    await expect(view("Coming back")).not.toHaveAttribute("aria-current");
    await page.getByRole("button", { name: "Save the changes" }).click();
    await expect(owner.notice("shows this from now on")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save the changes" })).toHaveCount(0);
    await expect(view("Coming back")).toHaveAttribute("aria-current", "page");
  });

  await test.step("deleted, for everyone", async () => {
    await act("Coming back", "Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(view("Coming back")).toHaveCount(0);
    await expect(agent.navigation.getByRole("link", { name: "Coming back" })).toHaveCount(0);
    await expect(page).toHaveURL(/\/inbox$/);
  });
});
