import type { Locator } from "@playwright/test";
import type { Dashboard } from "../support/dashboard.ts";
import { join, openWorkspace } from "../support/people.ts";
import type { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Tries to reconnect are seconds apart by design. */
const RECOVERED = { timeout: 20_000 };

async function shop(server: Server) {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const james = await join(server, workspace, "James Lee");
  const widget = await workspace.owner.api.createWidget("localhost");
  return { workspace, james, widget };
}

/** A text that must be there exactly once: neither lost nor doubled. */
async function once(log: Locator, text: string): Promise<void> {
  await expect(log.getByText(text, { exact: true })).toHaveCount(1, RECOVERED);
}

async function goOffline({ page }: Dashboard, offline: boolean): Promise<void> {
  await page.context().setOffline(offline);
}

test("an agent without a network loses nothing and sends everything once", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { workspace, james, widget } = await shop(server);
  const agent = await dashboardOf(james);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Before the tunnel");
  await agent.list.getByRole("link").click();
  await once(agent.messages, "Before the tunnel");

  await goOffline(agent, true);
  await expect(agent.page.getByRole("status").filter({ hasText: "You are offline" })).toBeVisible();

  await test.step("the visitor goes on writing", async () => {
    for (const n of [1, 2, 3]) await visitor.write(`In the tunnel ${n}`);
    await once(visitor.log, "In the tunnel 3");
  });

  await test.step("the agent answers all the same; it waits", async () => {
    await agent.send("Written in the tunnel, first");
    await agent.send("Written in the tunnel, second");
    await agent.reply.fill("A draft that nobody sent");
    await expect(agent.messages.getByText("Waiting to send")).not.toHaveCount(0);
    await expect(agent.page.getByText("Goes out when the connection is back")).toBeVisible();
    expect((await workspace.owner.api.conversation(1)).messages).toHaveLength(4);
  });

  await goOffline(agent, false);

  await test.step("back: caught up, nothing twice, nothing lost, in order", async () => {
    for (const n of [1, 2, 3]) await once(agent.messages, `In the tunnel ${n}`);
    for (const log of [agent.messages, visitor.log]) {
      await once(log, "Written in the tunnel, first");
      await once(log, "Written in the tunnel, second");
    }
    await expect(agent.messages.getByText("Waiting to send")).toHaveCount(0);
    await expect(agent.reply).toHaveValue("A draft that nobody sent");
    const sent = (await workspace.owner.api.conversation(1)).messages.map((message) => message.content);
    expect(sent).toEqual([
      "Before the tunnel",
      "In the tunnel 1",
      "In the tunnel 2",
      "In the tunnel 3",
      "Written in the tunnel, first",
      "Written in the tunnel, second",
    ]);
  });
});

test("what waits to be sent survives a reload of the page", async ({ dashboardOf, visitorAt, server }) => {
  const { workspace, james, widget } = await shop(server);
  const agent = await dashboardOf(james);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Anyone there?");
  await agent.list.getByRole("link").click();
  // Only the sending fails: the page itself must still load.
  await agent.page.route("**/api/v1/conversations/*/messages", (route) => route.abort());
  await agent.send("Sent against the odds");
  await expect(agent.messages.getByText("Waiting to send")).toBeVisible();
  await agent.page.reload();
  await expect(agent.messages.getByText("Sent against the odds")).toBeVisible();
  await agent.page.unrouteAll({ behavior: "ignoreErrors" });
  await once(visitor.log, "Sent against the odds");
  await expect(agent.messages.getByText("Waiting to send")).toHaveCount(0, RECOVERED);
  expect((await workspace.owner.api.conversation(1)).messages).toHaveLength(2);
});

test("an answer that gets lost on its way back does not make the message go out twice", async ({
  dashboardOf,
  visitorAt,
  server,
}) => {
  const { workspace, james, widget } = await shop(server);
  const agent = await dashboardOf(james);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Anyone there?");
  await agent.list.getByRole("link").click();
  let lost = 0;
  await agent.page.route("**/api/v1/conversations/*/messages", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await agent.send("Said once");
  await expect.poll(() => lost, RECOVERED).toBeGreaterThan(1);
  await once(agent.messages, "Said once");
  await once(visitor.log, "Said once");
  expect((await workspace.owner.api.conversation(1)).messages).toHaveLength(2);
});

test("a visitor without a network keeps what they wrote", async ({ dashboardOf, visitorAt, server }) => {
  const { workspace, widget } = await shop(server);
  const owner = await dashboardOf(workspace.owner);
  const visitor = await visitorAt(widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("On the platform");
  await owner.list.getByRole("link").click();

  await visitor.page.context().setOffline(true);
  await expect(visitor.dialog.getByText("No connection. Messages go out when it is back.")).toBeVisible();
  await visitor.write("In the tunnel");
  await expect(visitor.log.getByText("Waiting to send")).toBeVisible();
  await owner.send("Are you still there?");

  await visitor.page.context().setOffline(false);
  await once(visitor.log, "Are you still there?");
  await once(owner.messages, "In the tunnel");
  await expect(visitor.log.getByText("Waiting to send")).toHaveCount(0);
  expect((await workspace.owner.api.conversation(1)).messages).toHaveLength(3);
});

test("the server's power fails in the middle of a conversation, and both sides go on", async ({
  dashboardOf,
  visitorAt,
  installation,
}) => {
  const server = await (await installation()).serve();
  const { workspace, james, widget } = await shop(server);
  const agent = await dashboardOf(james, "/inbox", server);
  const visitor = await visitorAt(widget.id, server);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Before the cut");
  await agent.list.getByRole("link").click();
  await agent.send("Answered before the cut");
  await once(visitor.log, "Answered before the cut");

  await server.kill();
  await expect(agent.page.getByRole("status").filter({ hasText: "Connection lost" })).toBeVisible();
  await agent.send("Written in the dark by James");
  await visitor.write("Written in the dark by the visitor");
  await server.launch();

  for (const log of [agent.messages, visitor.log]) {
    for (const text of [
      "Before the cut",
      "Answered before the cut",
      "Written in the dark by James",
      "Written in the dark by the visitor",
    ]) {
      await once(log, text);
    }
  }
  expect((await workspace.owner.api.conversation(1)).messages).toHaveLength(4);

  await test.step("and live again", async () => {
    await agent.send("Back at work");
    await once(visitor.log, "Back at work");
    await visitor.write("Good to hear");
    await once(agent.messages, "Good to hear");
  });
});

test("an orderly restart is hardly noticed", async ({ dashboardOf, visitorAt, installation }) => {
  const server = await (await installation()).serve();
  const { james, widget } = await shop(server);
  const agent = await dashboardOf(james, "/inbox", server);
  const visitor = await visitorAt(widget.id, server);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Before the update");
  await agent.list.getByRole("link").click();
  await once(agent.messages, "Before the update");

  await server.stop();
  await server.launch();
  await visitor.write("After the update");
  await once(agent.messages, "After the update");
  await agent.send("All fine here");
  await once(visitor.log, "All fine here");
});

test("a conversation chosen while the server restarts opens once it is back", async ({
  dashboardOf,
  visitorAt,
  installation,
}) => {
  const server = await (await installation()).serve();
  const { james, widget } = await shop(server);
  const agent = await dashboardOf(james, "/inbox", server);
  const visitor = await visitorAt(widget.id, server);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Before the update");
  await expect(agent.list.getByRole("link")).toBeVisible();

  await server.stop();
  await agent.list.getByRole("link").click();
  await expect(agent.page.getByRole("status").filter({ hasText: "Connection lost" })).toBeVisible();
  await server.launch();
  await once(agent.messages, "Before the update");
});
