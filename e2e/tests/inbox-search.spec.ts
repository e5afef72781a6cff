import { ORIGIN, openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

test("customers, words of messages and numbers are found by the keyboard alone", async ({
  server,
  dashboardOf,
}) => {
  const shop = await openShop(server);
  const marta = await shop.owner.api.as("").visit(shop.widget.id, ORIGIN, {
    name: "Marta Jansen",
    email: "marta@example.com",
  });
  await shop.owner.api
    .as(marta.token)
    .visitorWrites(shop.widget.id, ORIGIN, "Two bowls came with cracked rims");
  await (await visit(shop)).writes("Is the sage glaze back?");
  const { page, messages } = await dashboardOf(shop.owner);
  const field = page.getByRole("combobox", { name: "Search conversations and customers" });
  const results = page.getByRole("listbox", { name: "Results" });

  await test.step("a word of a message", async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused();
    await field.fill("crack rim");
    await expect(results.getByRole("option").first()).toContainText("cracked rims");
    await expect(results.locator("mark").first()).toHaveText(/^crack/i);
    await page.keyboard.press("Enter");
    await expect(messages).toContainText("Two bowls came with cracked rims");
    await expect(field).toHaveCount(0);
  });

  await test.step("a number", async () => {
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await field.fill("#2");
    await results.getByRole("option", { name: /#2/ }).filter({ hasText: "sage glaze" }).click();
    await expect(page).toHaveURL(/\/inbox\/2$/);
  });

  await test.step("a customer: what they wrote", async () => {
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await field.fill("marta@");
    await results.getByRole("group", { name: "Customers" }).getByRole("option").click();
    await expect(page.getByRole("list", { name: "Conversations" }).getByRole("listitem")).toHaveCount(1);
    await expect(page.getByText("Marta Jansen").first()).toBeVisible();
  });

  await test.step("nothing", async () => {
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await field.fill("zebra");
    await expect(page.getByText("Nothing was found for “zebra”.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(field).toHaveCount(0);
  });
});
