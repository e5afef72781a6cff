import { openDesk } from "../support/inbox.ts";
import { choose } from "../support/select.ts";
import { expect, test } from "../support/test.ts";

test("a note mentions a colleague, who is told", async ({ dashboardOf, server }) => {
  const { owner, james, call } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const agent = await dashboardOf(james);
  const { page } = ada;
  await page.getByRole("tab", { name: "Private note" }).click();
  const note = page.getByRole("textbox", { name: "Private note" });
  await note.pressSequentially("Ask @ja");
  const options = page.getByRole("listbox", { name: "Members to mention" });
  await expect(options.getByRole("option", { name: /James Lee/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await page.keyboard.type("m");
  await page.keyboard.press("Backspace");
  await note.fill("Ask ");
  await page.keyboard.press("End");
  await page.keyboard.type("@j");
  await page.keyboard.press("Enter");
  await expect(note).toHaveValue("Ask @James ");
  await page.keyboard.type("how many are left");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(ada.messages.locator("strong", { hasText: "@James" })).toBeVisible();
  await expect(agent.bell(1)).toBeVisible();
  const { messages } = await call<{ messages: { mentions: string[] }[] }>("GET", "conversations/1");
  expect(messages.at(-1)?.mentions).toEqual([james.id]);
});

test("canned replies come after a slash and from a button, with the names filled in", async ({
  dashboardOf,
  server,
}) => {
  const { owner, james, call } = await openDesk(server);
  const content = "Hi {{customer.first_name}}, thank you. {{agent.first_name}}";
  await call("POST", "canned-replies", { shortcut: "thanks", content, is_shared: true });
  await call("POST", "canned-replies", { shortcut: "bye", content: "Goodbye", is_shared: false }, james);
  await call("POST", "canned-replies", { shortcut: "secret", content: "Ada's own", is_shared: false }, owner);
  const agent = await dashboardOf(james, "/inbox/1");
  await agent.reply.pressSequentially("/tha");
  await expect(agent.page.getByRole("option")).toHaveCount(1);
  await agent.page.keyboard.press("Tab");
  await expect(agent.reply).toHaveValue("Hi Marta, thank you. James");
  await expect(agent.reply).toBeFocused();

  await agent.reply.fill("");
  await agent.page.getByRole("button", { name: "Canned replies" }).click();
  const list = agent.page.getByRole("listbox", { name: "Canned replies" });
  await expect(list.getByRole("option")).toHaveCount(2);
  await agent.page.getByRole("searchbox", { name: "Find a canned text" }).fill("good");
  await list.getByRole("option", { name: /bye/ }).click();
  await expect(agent.reply).toHaveValue("Goodbye");
});

test("emoji are searched and picked by keyboard, and the next time stand first", async ({
  dashboardOf,
  server,
}) => {
  const { james } = await openDesk(server);
  const agent = await dashboardOf(james, "/inbox/1");
  const { page } = agent;
  await agent.reply.fill("Done ");
  await page.getByRole("button", { name: "Emoji" }).click();
  await page.getByRole("searchbox", { name: "Find an emoji" }).fill("thumbs up");
  await page.keyboard.press("Enter");
  await expect(agent.reply).toHaveValue("Done 👍");
  await page.getByRole("button", { name: "Emoji" }).click();
  await expect(page.getByRole("region", { name: "Used recently" }).getByRole("button")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(agent.reply).toHaveValue(/^Done 👍\S+$/);
  await page.getByRole("button", { name: "Emoji" }).click();
  await expect(page.getByRole("dialog", { name: "Emoji" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Emoji" })).toHaveCount(0);
});

test("Enter sends once that is what the member chose", async ({ dashboardOf, server }) => {
  const { james } = await openDesk(server);
  const agent = await dashboardOf(james, "/settings/keyboard");
  await choose(agent.page, "Send a message with", "Enter; Shift and Enter begin a new line");
  await agent.navigation.getByRole("link", { name: "All open" }).click();
  await agent.list.getByRole("link").click();
  await agent.reply.pressSequentially("One line");
  await agent.page.keyboard.press("Shift+Enter");
  await agent.page.keyboard.type("and another");
  await agent.page.keyboard.press("Enter");
  await expect(agent.messages.getByText("One line\nand another")).toBeVisible();
  await expect(agent.reply).toHaveValue("");
});
