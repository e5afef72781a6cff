import { openDesk } from "../support/inbox.ts";
import { listenAsGuest, openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import type { Conversation } from "../support/wire.ts";

const THREAD = /\/api\/v1\/conversations\/[^/?]+(\?.*)?$/;

test("a refused answer says why; once that is mended, Retry sends it, once", async ({
  dashboardOf,
  server,
}) => {
  const { workspace, owner } = await openDesk(server);
  await server.command("plan", "set", workspace.id, "pro", "--limit", "messages=0");
  const ada = await dashboardOf(owner, "/inbox/1");
  const { page, messages } = ada;
  const refusal = messages.getByRole("alert");

  await test.step("the reason stands by the message", async () => {
    await ada.send("Yes, two are left.");
    await expect(refusal).toContainText(/Not sent: .*Current plan allows 0 messages a month/);
    expect((await owner.api.conversation(1)).messages).toHaveLength(1);
  });

  await test.step("as long as nothing changed, it is refused again", async () => {
    await refusal.getByRole("button", { name: "Retry" }).click();
    await expect(refusal).toContainText(/Not sent: .*Current plan allows 0 messages a month/);
  });

  await test.step("without a network Retry waits for it", async () => {
    await server.setPlan(workspace.id, "pro");
    await page.context().setOffline(true);
    await refusal.getByRole("button", { name: "Retry" }).click();
    await expect(messages.getByText("Waiting to send")).toBeVisible();
    await page.context().setOffline(false);
    await expect(messages.getByText("Sent", { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(messages.getByText("Yes, two are left.")).toHaveCount(1);
    expect((await owner.api.conversation(1)).messages.map(({ content }) => content)).toEqual([
      "Do you have the Osprey in blue?",
      "Yes, two are left.",
    ]);
  });
});

test("what was not sent goes back into the composer to be changed", async ({ dashboardOf, server }) => {
  const { owner, workspace } = await openDesk(server);
  await server.command("plan", "set", workspace.id, "pro", "--limit", "messages=0");
  const ada = await dashboardOf(owner, "/inbox/1");
  await ada.send("Yes, two are left.");
  await ada.messages.getByRole("alert").getByRole("button", { name: "Edit" }).click();
  await expect(ada.reply).toHaveValue("Yes, two are left.");
  await expect(ada.messages.getByRole("alert")).toHaveCount(0);
});

test("an answer that never reached its customer says why, and is sent again once", async ({
  dashboardOf,
  server,
}) => {
  const { owner } = await openDesk(server);
  await owner.api.reply(1, "Yes, two are left.");
  const ada = await dashboardOf(owner, "/inbox");
  // No channel that can fail is part of the product yet: its word for it is.
  await ada.page.route(THREAD, async (route) => {
    const answer = await route.fetch();
    const thread = (await answer.json()) as Conversation;
    // The page changes the conversation at the same address.
    const first = thread.messages?.[1];
    if (first) Object.assign(first, { delivery: "failed", delivery_error: "the mailbox is full" });
    await route.fulfill({ response: answer, json: thread });
  });
  await ada.list.getByRole("link").click();
  await expect(ada.messages.getByText("Not sent: the mailbox is full")).toBeVisible();
  await ada.messages.getByRole("button", { name: "Send again" }).dblclick();
  await expect(ada.messages.getByText("Yes, two are left.")).toHaveCount(2);
  await expect(ada.messages.getByText("Sent", { exact: true })).toBeVisible();
  await ada.send("Shall I keep one?");
  await expect(ada.messages.getByText("Shall I keep one?")).toBeVisible();
  const sent = async () => (await owner.api.conversation(1)).messages.map(({ content }) => content);
  await expect
    .poll(sent)
    .toEqual([
      "Do you have the Osprey in blue?",
      "Yes, two are left.",
      "Yes, two are left.",
      "Shall I keep one?",
    ]);
});

test("an answer is sent, then delivered, then read", async ({ dashboardOf, server }) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  await guest.writes("Where is my order?");
  const ada = await dashboardOf(shop.owner, "/inbox/1");
  await ada.send("On its way");
  const mark = (word: string) => ada.messages.getByText(word, { exact: true });
  await expect(mark("Sent")).toBeVisible();
  const { messages } = await shop.owner.api.conversation(1);
  const ear = await listenAsGuest(guest);
  const message_id = messages.at(-1)?.id;
  await ear.ask("delivered", { message_id });
  await expect(mark("Delivered")).toBeVisible();
  await expect(mark("Sent")).toHaveCount(0);
  await ear.ask("read", { message_id });
  await expect(mark("Read")).toBeVisible();

  await test.step("and a question is delivered to the team while nobody has opened it", async () => {
    await (await visit(shop)).writes("Do you ship to Norway?");
    const question = async () => (await shop.owner.api.conversation(2)).messages[0];
    await expect.poll(async () => (await question())?.delivered_at).toEqual(expect.any(String));
    expect((await question())?.read_at).toBeNull();
  });
});
