import type { Page } from "@playwright/test";
import type { Dashboard } from "../support/dashboard.ts";
import { join, openWorkspace } from "../support/people.ts";
import type { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";
import { TAKEN } from "../support/visitor.ts";

async function shop(server: Server) {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const james = await join(server, workspace, "James Lee");
  const widget = await workspace.owner.api.createWidget("localhost");
  return { workspace, james, widget };
}

test("a visitor asks, an agent answers, and everyone sees it as it happens", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { workspace, james, widget } = await shop(server);
  const owner = await dashboardOf(workspace.owner);
  const agent = await dashboardOf(james);
  const visitor = await visitorAt(widget.id);
  const noReload = [owner.page, agent.page, visitor.page].map(watchLoads);
  const secret = "He always wants a discount, do not give one";

  await test.step("the visitor opens the chat and writes", async () => {
    await visitor.openChat();
    await visitor.start();
    await visitor.write("Do you have the Osprey in blue?");
    await expect(visitor.log).toContainText("Do you have the Osprey in blue?");
    await expect(visitor.log).toContainText(TAKEN);
  });

  await test.step("the whole team sees the conversation", async () => {
    for (const { list, tab } of [owner, agent].map((d) => ({ list: d.list, tab: d.tab("Unassigned", 1) }))) {
      await expect(list.getByRole("listitem")).toHaveCount(1);
      await expect(list).toContainText("Do you have the Osprey in blue?");
      await expect(tab).toBeVisible();
    }
  });

  await test.step("the owner gives it to James, who is told at once", async () => {
    await expect(agent.bell(0)).toBeVisible();
    await owner.list.getByRole("link").click();
    await expect(owner.page).toHaveURL(/\/inbox\/1$/);
    await owner.assignTo("James Lee");
    await expect(agent.bell(1)).toBeVisible();
    await expect(agent.notice("Ada Byron assigned #1 to you")).toBeVisible();
    await expect(agent.tab("Mine", 1)).toBeVisible();
    await expect(owner.tab("Unassigned", 0)).toBeVisible();
  });

  await test.step("James opens it from the notice", async () => {
    await agent.page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Open" }).click();
    await expect(agent.messages).toContainText("Do you have the Osprey in blue?");
    // Who assigns is not his to decide, and he can read that.
    await expect(agent.assignee("James Lee")).toHaveAccessibleDescription("Owners and admins assign.");
  });

  await test.step("the visitor sees that it was read", async () => {
    await expect(visitor.log).toContainText("Read");
  });

  await test.step("both sides see the other typing", async () => {
    await agent.reply.pressSequentially("Let me", { delay: 30 });
    await expect(
      visitor.dialog.getByText("James Lee is typing").or(visitor.dialog.getByText("James is typing")),
    ).toBeVisible();
    await agent.reply.fill("");
    await visitor.box.pressSequentially("Also", { delay: 30 });
    await expect(agent.page.getByRole("status").filter({ hasText: "Visitor is typing" })).toBeVisible();
    await visitor.box.fill("");
    await expect(agent.page.getByRole("status").filter({ hasText: "Visitor is typing" })).toHaveCount(0);
  });

  await test.step("a note stays inside", async () => {
    await owner.addNote(secret);
    await expect(agent.messages).toContainText(secret);
  });

  await test.step("James answers", async () => {
    await agent.send("Yes, two are left.");
    await expect(visitor.log).toContainText("Yes, two are left.");
    await expect(visitor.log).toContainText("James");
    await expect(owner.messages).toContainText("Yes, two are left.");
    await expect(agent.messages).toContainText("Read");
  });

  await test.step("the visitor's unread messages are counted on the launcher", async () => {
    await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
    await expect(visitor.launcher).toBeFocused();
    await agent.send("Shall I keep one for you?");
    await expect(visitor.launcher).toHaveAccessibleDescription("1 unread message");
    await visitor.openChat();
    await expect(visitor.log).toContainText("Shall I keep one for you?");
  });

  await test.step("nothing of the note, of addresses or of the log's place ever left the team", async () => {
    expect(await visitor.knows("Yes, two are left.")).toBe(true);
    expect(await visitor.knows(secret)).toBe(false);
    for (const person of [workspace.owner, james]) {
      expect(await visitor.knows(person.email)).toBe(false);
      expect(await visitor.knows(person.id)).toBe(false);
    }
    for (const part of visitor.received) expect(part).not.toMatch(/"(seq|epoch)":/);
  });

  expect(noReload.map((loads) => loads())).toEqual([0, 0, 0]);
  expect(visitor.complaints).toEqual([]);
});

test("a resolved conversation comes back when its visitor writes; a closed one does not", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { workspace, james, widget } = await shop(server);
  const owner = await dashboardOf(workspace.owner);
  const agent = await dashboardOf(james);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Where is my order?");
  await agent.list.getByRole("link").click();

  await test.step("resolved: out of the open list, everywhere", async () => {
    await agent.page.getByRole("button", { name: "Resolve" }).click();
    await expect(agent.page.getByRole("button", { name: "Reopen" })).toBeVisible();
    await expect(owner.tab("All", 0)).toBeVisible();
    await expect(owner.page.getByText("No open conversations.")).toBeVisible();
    await expect(visitor.dialog.getByText("Marked as resolved. Write again to reopen it.")).toBeVisible();
  });

  await test.step("the visitor writes again: the same conversation is open", async () => {
    await visitor.write("It has not come after all");
    await expect(agent.page.getByRole("button", { name: "Resolve" })).toBeVisible();
    await expect(agent.messages).toContainText("It has not come after all");
    await expect(owner.list).toContainText("It has not come after all");
    await expect(owner.list.getByRole("listitem")).toHaveCount(1);
    await expect(visitor.dialog.getByText("Marked as resolved.")).toHaveCount(0);
  });

  await test.step("closed by hand, reopened by hand", async () => {
    await agent.page.getByRole("button", { name: "Close", exact: true }).click();
    await expect(visitor.dialog.getByText("This conversation is closed.")).toBeVisible();
    await agent.page.getByRole("button", { name: "Reopen" }).click();
    await expect(visitor.dialog.getByText("This conversation is closed.")).toHaveCount(0);
    await agent.page.getByRole("button", { name: "Close", exact: true }).click();
    await expect(visitor.dialog.getByText("This conversation is closed.")).toBeVisible();
  });

  await test.step("the visitor writes again: a new conversation begins", async () => {
    await visitor.write("Something else");
    await expect(owner.list).toContainText("#2");
    await expect(owner.list).toContainText("Something else");
    await expect(owner.list.getByRole("listitem")).toHaveCount(1);
    await expect(visitor.log).toContainText("Something else");
    const numbers = (await workspace.owner.api.conversations()).map(({ number, status }) => [number, status]);
    expect(numbers.sort()).toEqual([
      [1, "closed"],
      [2, "open"],
    ]);
  });

  await test.step("the visitor comes back later and goes on with it", async () => {
    await owner.list.getByRole("link").click();
    await owner.send("We look into it");
    await expect(visitor.log).toContainText("We look into it");
    await visitor.page.reload();
    await visitor.openChat();
    await visitor.dialog.getByRole("button", { name: /^Continue the conversation with Ada/ }).click();
    await expect(visitor.log).toContainText("We look into it");
    await expect(visitor.log).toContainText("Something else");
  });
});

test("two visitors never see each other", async ({ dashboardOf, visitorAt, server }) => {
  const { workspace, widget } = await shop(server);
  const owner = await dashboardOf(workspace.owner);
  const [first, second] = [await visitorAt(widget.id), await visitorAt(widget.id)];
  for (const [visitor, text] of [[first, "I am the first"] as const, [second, "I am the second"] as const]) {
    await visitor.openChat();
    await visitor.start();
    await visitor.write(text);
    await expect(owner.list).toContainText(text);
  }
  await openConversation(owner, "I am the first");
  await owner.send("Only for the first");
  await expect(first.log).toContainText("Only for the first");
  expect(await second.knows("Only for the first")).toBe(false);
  expect(await second.knows("I am the first")).toBe(false);
  expect(await first.knows("I am the second")).toBe(false);
});

test("a site that the widget was not made for gets no session", async ({ server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const widget = await workspace.owner.api.createWidget("kestrel.example");
  const { api } = workspace.owner;
  for (const origin of ["https://kestrel.example", "https://www.kestrel.example:8443"]) {
    expect(await api.visit(widget.id, origin)).toMatchObject({ business_id: workspace.id });
  }
  for (const origin of [
    "https://evil.example",
    "https://evilkestrel.example",
    "https://kestrel.example.evil.net",
    "null",
  ]) {
    await expect(api.visit(widget.id, origin), origin).rejects.toMatchObject({ status: 403 });
  }
});

test("the owner sets the widget up and tries it on the demo page", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const owner = await dashboardOf(workspace.owner, "/settings/widget");
  const { page } = owner;
  await page.getByRole("textbox", { name: "Domain" }).fill("https://www.kestrel.example/shop");
  await page.getByRole("button", { name: "Create widget" }).click();
  await expect(page.getByRole("list", { name: "Widgets" })).toContainText("www.kestrel.example");
  await page.getByRole("textbox", { name: "Heading" }).fill("Ask a mechanic");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(owner.notice("The widget is updated")).toBeVisible();

  await page.getByRole("tab", { name: "Install" }).click();
  await expect(page.getByRole("region", { name: "Snippet" })).toContainText("window.PingBackWidgetId");
  await expect(page.getByRole("region", { name: "Snippet" })).toContainText(`${server.url}/widget.js`);

  const [demo] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Try it on a demo page" }).click(),
  ]);
  await demo.getByRole("button", { name: "Open chat" }).click();
  const dialog = demo.getByRole("dialog", { name: "Ask a mechanic" });
  await dialog.getByRole("button", { name: "Start a conversation" }).click();
  await dialog.getByRole("textbox", { name: "Message" }).fill("Just trying");
  await dialog.getByRole("button", { name: "Send message" }).click();
  await expect(dialog.getByRole("log", { name: "Conversation" })).toContainText("Just trying");
  await owner.open("/inbox");
  await expect(owner.list).toContainText("Just trying");
});

test("what a visitor writes is text, whatever it looks like", { tag: "@page" }, async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { workspace, widget } = await shop(server);
  const owner = await dashboardOf(workspace.owner);
  const visitor = await visitorAt(widget.id);
  const markup = `<img src=x onerror="document.title='taken'"><b>bold</b> javascript:alert(1)`;
  await visitor.openChat();
  await visitor.start();
  await visitor.write(markup);
  await expect(visitor.log).toContainText(markup);
  await owner.list.getByRole("link").click();
  await expect(owner.messages).toContainText(markup);
  await expect(owner.messages.locator("b, img[src=x], a")).toHaveCount(0);
  await expect(visitor.log.locator("b, img[src=x], a")).toHaveCount(0);
  expect(await owner.page.title()).not.toContain("taken");
  expect(await visitor.page.title()).not.toContain("taken");
});

async function openConversation({ list, messages }: Dashboard, text: string): Promise<void> {
  await list.getByRole("link").filter({ hasText: text }).click();
  await expect(messages).toContainText(text);
}

/** How often a page was loaded since. */
function watchLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}
