import type { Ear } from "../support/ear.ts";
import { TRANSPORTS } from "../support/ear.ts";
import { signUp } from "../support/people.ts";
import { listen, listenAsGuest, logOf, ORIGIN, openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { sleep } from "../support/wait.ts";

for (const transport of TRANSPORTS) {
  test(`every documented event reaches whom it is for, by ${transport}`, async ({ server }) => {
    const shop = await openShop(server);
    const { owner, agent, workspace } = shop;
    const guest = await visit(shop);
    const ownerEar = await listen(owner, workspace, { transport });
    const agentEar = await listen(agent, workspace, { transport });
    const guestEar = await listenAsGuest(guest, { transport });
    const team = [ownerEar, agentEar];
    const everyone = [...team, guestEar];

    const first = await guest.writes("Do you have it in blue?");
    const conversation = (await owner.api.conversations())[0];
    if (!conversation) throw new Error("the conversation is missing");
    const here = { conversation_id: conversation.id };

    await test.step("conversation_created, new_message", async () => {
      for (const ear of team) {
        const created = await ear.hears("conversation_created", ({ id }) => id === conversation.id);
        expect(created).toMatchObject({ number: 1, status: "open", business_id: workspace.id });
        expect(created).not.toHaveProperty("messages");
        expect(await ear.hears("new_message", ({ id }) => id === first.id)).toMatchObject({
          content: "Do you have it in blue?",
          sender_type: "customer",
          ...here,
          conversation_number: 1,
          attachments: [],
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        });
      }
      expect(await guestEar.hears("new_message", ({ id }) => id === first.id)).toMatchObject(here);
    });

    await test.step("client_message, from both sides, once for each client_id", async () => {
      const question = { content: "Hello?", client_id: "guest-1" };
      const ack = await guestEar.ask("client_message", question);
      expect(ack).toMatchObject({ ok: true, message: { content: "Hello?", sender_type: "customer" } });
      expect(await guestEar.ask("client_message", question)).toMatchObject({
        ok: true,
        message: { id: messageId(ack) },
      });

      const reply = { ...here, content: "Yes, in blue.", client_id: "agent-1" };
      const answer = await agentEar.ask("client_message", reply);
      expect(answer).toMatchObject({ ok: true, message: { sender_type: "agent", sender_id: agent.id } });
      expect(await agentEar.ask("client_message", reply)).toMatchObject({
        ok: true,
        message: { id: messageId(answer) },
      });
      for (const ear of everyone) {
        await ear.hears("new_message", ({ id }) => id === messageId(ack));
        await ear.hears("new_message", ({ id }) => id === messageId(answer));
      }
      expect((await owner.api.conversation(1)).messages).toHaveLength(3);
    });

    await test.step("typing, for those who have the conversation open", async () => {
      // The number people say aloud is as good as the id.
      expect(await ownerEar.ask("join_conversation", { conversation_id: 1 })).toMatchObject({ ok: true });
      expect(await agentEar.ask("join_conversation", here)).toMatchObject({ ok: true });
      expect(await guestEar.ask("typing", { ...here, is_typing: true })).toMatchObject({ ok: true });
      for (const ear of team) {
        expect(await ear.hears("typing")).toMatchObject({ ...here, is_typing: true });
      }
      expect(await agentEar.ask("typing", { ...here, is_typing: true })).toMatchObject({ ok: true });
      expect(await ownerEar.hears("typing", ({ user_id }) => user_id === agent.id)).toMatchObject(here);
      expect(await guestEar.hears("typing")).toMatchObject({ ...here, is_typing: true });
      expect(JSON.stringify(guestEar.heard)).not.toContain(agent.id);

      expect(await ownerEar.ask("leave_conversation", here)).toMatchObject({ ok: true });
      const before = count(ownerEar, "typing");
      await agentEar.ask("typing", { ...here, is_typing: false });
      await guestEar.hears("typing", ({ is_typing }) => is_typing === false);
      expect(count(ownerEar, "typing")).toBe(before);
    });

    await test.step("delivered, read", async () => {
      const reply = (await owner.api.conversation(1)).messages.find((m) => m.sender_type === "agent");
      expect(await guestEar.ask("delivered", { message_id: reply?.id })).toMatchObject({ ok: true });
      expect(await guestEar.ask("read", { message_id: reply?.id })).toMatchObject({ ok: true });
      expect(await agentEar.ask("read", { message_id: first.id })).toMatchObject({ ok: true });
      for (const ear of team) {
        const mark = { message_id: reply?.id, ...here };
        expect(await ear.hears("delivered", same(reply?.id))).toMatchObject({
          ...mark,
          delivered_at: expect.any(String),
        });
        expect(await ear.hears("read", same(reply?.id))).toMatchObject({
          ...mark,
          read_at: expect.any(String),
        });
      }
      expect(await guestEar.hears("read", same(first.id))).toMatchObject({ read_at: expect.any(String) });
    });

    await test.step("agent_status_changed", async () => {
      await agent.api.setStatus("away");
      for (const ear of team) {
        expect(await ear.hears("agent_status_changed")).toMatchObject({ agent_id: agent.id, status: "away" });
      }
    });

    await test.step("conversation_assigned, and the notification only to whom it concerns", async () => {
      await owner.api.assign(conversation.id, agent.id);
      for (const ear of team) {
        expect(await ear.hears("conversation_assigned")).toMatchObject({
          ...here,
          assigned_by: owner.id,
          assignee_id: agent.id,
        });
      }
      expect(
        await agentEar.hears("notification", ({ type }) => type === "conversation_assigned"),
      ).toMatchObject({
        ...here,
        actor_id: owner.id,
        read_at: null,
      });
      expect(count(ownerEar, "notification")).toBe(0);
    });

    await test.step("conversation_updated", async () => {
      await agent.api.resolve(1);
      for (const ear of everyone) {
        const updated = await ear.hears("conversation_updated", ({ status }) => status === "resolved");
        expect(updated).toMatchObject({ id: conversation.id, resolved_at: expect.any(String) });
        expect(updated).not.toHaveProperty("messages");
      }
    });

    await test.step("the numbers have no gap: what one of the two may not see, the other does", async () => {
      const both = [...new Set([...ownerEar.seqs, ...agentEar.seqs])].sort((a, b) => a - b);
      const from = both[0] ?? 0;
      expect(both).toEqual(both.map((_, i) => from + i));
    });

    await test.step("member_joined, member_updated, member_removed", async () => {
      const mira = await signUp(server, "Mira Novak");
      const { team_member_id: id } = await owner.api.invite(mira.email, "agent");
      await owner.api.changeMember(id, { role: "admin" });
      await owner.api.removeMember(id);
      const member = { id, user_id: mira.id, email: mira.email, name: "Mira Novak" };
      for (const ear of team) {
        expect(await ear.hears("member_joined", (data) => data.id === id)).toMatchObject({
          ...member,
          role: "agent",
        });
        expect(await ear.hears("member_updated", (data) => data.id === id)).toMatchObject({
          ...member,
          role: "admin",
        });
        expect(await ear.hears("member_removed", (data) => data.id === id)).toMatchObject(member);
      }
    });

    await test.step("each in the order of the log, once, as GET events tells it", async () => {
      const log = await logOf(owner);
      await ownerEar.hears("member_removed", ({ seq }) => seq === log.events.at(-1)?.seq);
      const from = ownerEar.seqs[0] ?? 0;
      expect(ownerEar.durable.map(({ event, data }) => [data.seq, event])).toEqual(
        log.events.filter(({ seq }) => seq >= from).map(({ seq, type }) => [seq, type]),
      );
      expect(new Set(ownerEar.durable.map(({ data }) => data.epoch))).toEqual(new Set([log.epoch]));
    });
  });
}

test("whatever is asked is answered, also when it cannot be", async ({ server }) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  const { conversation_id } = await guest.writes("Hello?");
  const other = await openShop(server);
  const foreign = await other.owner.api.startConversation(other.workspace.id, "Not yours");
  const agent = await listen(shop.agent, shop.workspace);
  const visitor = await listenAsGuest(guest);

  const refused: [Ear, string, unknown][] = [
    [agent, "join_conversation", { conversation_id: foreign.id }],
    [agent, "join_conversation", { conversation_id: "*" }],
    [agent, "join_conversation", { conversation_id: "%" }],
    [agent, "join_conversation", { conversation_id: 4711 }],
    [agent, "join_conversation", { conversation_id: null }],
    [agent, "join_conversation", null],
    [agent, "join_conversation", "conversation"],
    [agent, "client_message", { conversation_id: foreign.id, content: "Hi" }],
    [agent, "client_message", { conversation_id, content: "" }],
    [agent, "client_message", { conversation_id, content: "x".repeat(20_001) }],
    [agent, "client_message", { content: "to nobody" }],
    [agent, "typing", { conversation_id: foreign.id, is_typing: true }],
    [agent, "read", { message_id: foreign.messages[0]?.id }],
    [agent, "read", { message_id: "1 OR 1=1" }],
    [agent, "nonsense", {}],
    [visitor, "join_conversation", { conversation_id: foreign.id }],
    [visitor, "client_message", { content: "  " }],
    [visitor, "read", { message_id: foreign.messages[0]?.id }],
    [visitor, "nonsense", {}],
  ];
  for (const [ear, event, payload] of refused) {
    const answer = await ear.ask(event, payload);
    expect
      .soft(answer, `${event} ${JSON.stringify(payload)?.slice(0, 80)}`)
      .toEqual(expect.objectContaining({ ok: false, error: expect.stringMatching(/^[a-z_]+$/) }));
  }
  expect((await other.owner.api.conversation(foreign.id)).messages).toHaveLength(1);
  expect((await shop.owner.api.conversation(conversation_id)).messages).toHaveLength(1);
});

test("a client cannot speak as the server", async ({ server }) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  const { conversation_id, id } = await guest.writes("Hello?");
  const owner = await listen(shop.owner, shop.workspace);
  const agent = await listen(shop.agent, shop.workspace);
  const visitor = await listenAsGuest(guest);
  await owner.ask("join_conversation", { conversation_id });
  await agent.ask("join_conversation", { conversation_id });
  await owner.ask("resume", {});
  const before = owner.heard.length;

  const forged: [string, unknown][] = [
    [
      "new_message",
      { id, conversation_id, content: "forged", sender_type: "agent", sender_id: shop.owner.id },
    ],
    ["agent_status_changed", { agent_id: shop.owner.id, status: "away" }],
    ["conversation_assigned", { conversation_id, assigned_by: shop.owner.id, assignee_id: shop.agent.id }],
    ["conversation_created", { id: conversation_id, status: "open" }],
    ["conversation_updated", { id: conversation_id, status: "closed" }],
    ["member_joined", { id: shop.agent.memberId, role: "owner" }],
    ["member_updated", { id: shop.agent.memberId, role: "owner" }],
    ["member_removed", { id: shop.agent.memberId }],
    ["notification", { type: "conversation_assigned", conversation_id }],
    ["presence", { user_id: shop.owner.id, is_connected: false }],
  ];
  for (const ear of [agent, visitor]) {
    for (const [event, payload] of forged) {
      expect(await ear.ask(event, payload), event).toMatchObject({ ok: false });
    }
  }
  // Nobody is told who types but the server: a name or an id in the payload counts for nothing.
  await visitor.ask("typing", {
    conversation_id,
    is_typing: true,
    user_id: shop.owner.id,
    name: "Ada Byron",
  });
  const typing = await owner.hears("typing");
  expect(typing.user_id ?? null).toBeNull();
  await sleep(300);
  // That the two others are connected is the server's own news.
  const news = owner.heard
    .slice(before)
    .filter(({ event, data }) => event !== "presence" || !data.is_connected);
  expect(news.map(({ event }) => event)).toEqual(["typing"]);
  expect(await shop.owner.api.members()).toHaveLength(2);
});

test("a visitor is told of nothing but the own conversation", async ({ server }) => {
  const shop = await openShop(server);
  const { owner, agent, workspace } = shop;
  const [guest, stranger] = [await visit(shop), await visit(shop)];
  const ear = await listenAsGuest(guest);
  const first = await guest.writes("Hello?");
  const { conversation_id } = first;
  const other = await stranger.writes("A stranger's question");

  await owner.api.reply(conversation_id, "A note that stays inside", { is_private: true });
  await owner.api.reply(other.conversation_id, "A stranger's answer");
  await agent.api.setStatus("live");
  await owner.api.assign(conversation_id, agent.id);
  await owner.api.startConversation(workspace.id, "Nobody's business");
  const answer = await agent.api.reply(conversation_id, "An answer for all to see");
  await ear.hears("new_message", ({ id }) => id === answer.id);

  const everything = [
    JSON.stringify(ear.heard),
    JSON.stringify(await ear.ask("resume", { after: first.id })),
    JSON.stringify(await guest.api.visit(shop.widget.id, ORIGIN, { visitor_token: guest.visitor_token })),
    JSON.stringify(await guest.api.visitorReads(shop.widget.id, ORIGIN)),
    JSON.stringify(ear.heard),
  ].join("\n");
  expect(everything).toContain("An answer for all to see");
  for (const text of ["stays inside", "stranger", "Nobody's business"])
    expect(everything).not.toContain(text);
  for (const { id, email } of [owner, agent]) {
    expect(everything).not.toContain(id);
    expect(everything).not.toContain(email);
  }
  expect(everything).not.toMatch(/"(seq|epoch|is_private|assignee_id|email)":/);
});

test("an assignment made while the agent was away is waiting when they come back", async ({ server }) => {
  const shop = await openShop(server);
  const { conversation_id } = await (await visit(shop)).writes("Hello?");
  await shop.owner.api.assign(conversation_id, shop.agent.id);
  const waiting = await shop.agent.api.notifications();
  expect(waiting).toMatchObject([{ type: "conversation_assigned", conversation_id, read_at: null }]);
  const back = await listen(shop.agent, shop.workspace, { after: 0 });
  expect(await back.hears("notification")).toMatchObject({ id: waiting[0]?.id });
});

function messageId(ack: Record<string, unknown>): string {
  return (ack.message as { id: string }).id;
}

function same(id: string | undefined) {
  return (data: Record<string, unknown>) => data.message_id === id;
}

function count(ear: Ear, event: string): number {
  return ear.heard.filter((one) => one.event === event).length;
}
