import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

test("what is known of the customer is corrected and added to where it stands", async ({
  dashboardOf,
  server,
}) => {
  const { owner, james } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const agent = await dashboardOf(james, "/inbox/1");
  const { page } = ada;
  const about = page.getByRole("complementary", { name: "About" });
  const seenBy = agent.page.getByRole("complementary", { name: "About" });

  await test.step("a name; the others see it at once", async () => {
    await about.getByRole("button", { name: "Edit Name" }).click();
    const field = about.getByRole("textbox", { name: "Name", exact: true });
    await field.fill("Marta Silva Reis");
    await page.keyboard.press("Enter");
    await expect(about.getByRole("button", { name: "Edit Name" })).toBeFocused();
    await expect(agent.page.getByRole("heading", { name: "Marta Silva Reis" })).toBeVisible();
  });

  await test.step("a wrong address is said so, Escape leaves it as it was", async () => {
    await about.getByRole("button", { name: "Edit Email" }).click();
    await about.getByRole("textbox", { name: "Email" }).fill("not an address");
    await page.keyboard.press("Enter");
    await expect(about.getByRole("alert")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(about.getByText("marta@example.com").first()).toBeVisible();
  });

  await test.step("attributes and notes", async () => {
    await about.getByRole("button", { name: "Add an attribute" }).click();
    await about.getByRole("textbox", { name: "Attribute" }).fill("Frame size");
    await about.getByRole("textbox", { name: "Value" }).fill("M");
    await page.keyboard.press("Enter");
    await expect(seenBy.getByText("Frame size")).toBeVisible();
    await about.getByRole("button", { name: "Note something" }).click();
    await about.getByRole("textbox", { name: "New note about the customer" }).fill("Rings twice");
    await about.getByRole("button", { name: "Save" }).click();
    await expect(about.getByText("Rings twice")).toBeVisible();
    await page.reload();
    await expect(about.getByText("Rings twice")).toBeVisible();
    await about.getByRole("button", { name: "Delete the note" }).click();
    await expect(about.getByText("Rings twice")).toHaveCount(0);
  });

  await test.step("a part that was folded up stays so, and so does the whole", async () => {
    await about.getByRole("button", { name: /^About Marta/ }).click();
    await page.reload();
    await expect(about.getByRole("button", { name: /^About Marta/ })).toHaveAttribute(
      "aria-expanded",
      "false",
    );
    await about.getByRole("button", { name: "Hide the details" }).click();
    await page.reload();
    await expect(ada.messages).toBeVisible();
    await expect(about).toHaveCount(0);
    await expect(ada.assignee("nobody")).toBeVisible();
    await page.getByRole("button", { name: "About", exact: true }).click();
    await expect(about).toBeVisible();
  });
});

test("the customer's other conversations are one press away; a narrow window has a drawer", {
  tag: "@page",
}, async ({ dashboardOf, server }) => {
  const { owner, customerWrites } = await openDesk(server, "The first question");
  await owner.api.close(1);
  await customerWrites("The second question");
  const ada = await dashboardOf(owner, "/inbox/2");
  const { page } = ada;
  const about = page.getByRole("complementary", { name: "About" });
  await about.getByRole("link", { name: /The first question/ }).click();
  await expect(page).toHaveURL(/\/inbox\/1$/);
  await expect(ada.messages).toContainText("The first question");
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.getByRole("button", { name: "About", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "About" });
  await expect(drawer).toContainText("marta@example.com");
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
});

test("where a visitor is, in which browser and language, stands beside what they write", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { owner, widget } = await openDesk(server);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Which one is lighter?");
  const ada = await dashboardOf(owner, "/inbox/2");
  const about = ada.page.getByRole("complementary", { name: "About" });
  await expect(about.getByRole("link", { name: "Kestrel Bikes" })).toHaveAttribute(
    "href",
    visitor.page.url(),
  );
  await expect(about).toContainText(/Browser\s*Chrome \d+ on Linux/);
  await expect(about).toContainText(/Language\s*British English/);
  await expect(about).toContainText(/Local time\s*\d\d:\d\d, Berlin/);
  await expect(about).toContainText(/Last seen\s*just now/);
});
