import type { Conversation, Member, Message, Notification } from "@pingback/api";
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Listed } from "../conversations/fields";
import { DEFAULT, type Filter } from "../conversations/filter";
import type { List } from "../conversations/list";
import { conversationKeys } from "../conversations/queries";
import { memberKeys } from "../members/queries";
import { notificationKeys } from "../notifications/queries";
import { conversation, listed, member, message } from "../testing/records";
import { viewKeys } from "../views/queries";
import { applyEvent, type Scope } from "./apply";

const ALL: Filter = { ...DEFAULT, sort: "newest" };
const MINE: Filter = { ...ALL, tab: "mine" };
const UNASSIGNED: Filter = { ...ALL, tab: "unassigned" };
const BY_WAIT: Filter = DEFAULT;
const MENTIONS: Filter = { ...ALL, mentioned: true, status: "any" };

let scope: Scope;

const rowsOf = (filter: Filter) =>
  scope.client.getQueryData<List>(conversationKeys.list("b1", filter))?.rows ?? [];
const list = (filter: Filter) => rowsOf(filter).map((row) => row.id);

function fill(filter: Filter, rows: Listed[]) {
  scope.client.setQueryData<List>(conversationKeys.list("b1", filter), { rows, more: false });
}

beforeEach(() => {
  const loader = { load: vi.fn(), changed: vi.fn() };
  scope = { client: new QueryClient(), workspace: "b1", myId: "me", refresh: vi.fn(), loader };
  const older = listed({ id: "c1", number: 1, updated_at: "2026-11-24T08:00:00Z" });
  const newer = listed({ id: "c2", number: 2, updated_at: "2026-11-24T09:00:00Z" });
  fill(ALL, [newer, older]);
  fill(UNASSIGNED, [newer, older]);
  fill(BY_WAIT, [newer, older]);
  fill(MINE, []);
  scope.client.setQueryData(conversationKeys.thread("b1", "1"), {
    ...older,
    messages: [message({ id: "m1" })],
  });
});

const thread = () => scope.client.getQueryData<Conversation>(conversationKeys.thread("b1", "1"));

describe("an event", () => {
  it("brings a message into the open thread and its row to the top", () => {
    const data = { ...message({ id: "m2", created_at: "2026-11-24T10:00:00Z" }), conversation_number: 1 };
    applyEvent(scope, { name: "new_message", data });
    expect(thread()?.messages.map((m) => m.id)).toEqual(["m1", "m2"]);
    expect(list(ALL)).toEqual(["c1", "c2"]);
    applyEvent(scope, { name: "new_message", data });
    expect(thread()?.messages).toHaveLength(2);
  });

  it("asks for the conversation of a message where no list has loaded it", () => {
    const data = { ...message({ id: "m9", conversation_id: "c9" }), conversation_number: 9 };
    applyEvent(scope, { name: "new_message", data });
    expect(scope.loader?.load).toHaveBeenCalledWith("c9");
    expect(scope.refresh).not.toHaveBeenCalledWith(conversationKeys.lists("b1"));
  });

  it("orders by wait: who asks comes before the calm, who is answered goes behind them", () => {
    const asked = message({ id: "m2", created_at: "2026-11-24T10:00:00Z" });
    applyEvent(scope, { name: "new_message", data: { ...asked, conversation_number: 1 } });
    expect(list(BY_WAIT)).toEqual(["c1", "c2"]);
    expect(rowsOf(BY_WAIT)[0]?.waiting_since).toBe("2026-11-24T10:00:00Z");
    const other = message({ id: "m3", conversation_id: "c2", created_at: "2026-11-24T10:05:00Z" });
    applyEvent(scope, { name: "new_message", data: { ...other, conversation_number: 2 } });
    const answered = message({ id: "m4", sender_type: "agent", created_at: "2026-11-24T10:06:00Z" });
    applyEvent(scope, { name: "new_message", data: { ...answered, conversation_number: 1 } });
    expect(list(BY_WAIT)).toEqual(["c2", "c1"]);
  });

  it("counts a customer's message as unread, unless it is before the caller's eyes", () => {
    const say = (id: string, minute: string) => {
      const said = message({ id, created_at: `2026-11-24T10:${minute}:00Z` });
      applyEvent(scope, { name: "new_message", data: { ...said, conversation_number: 1 } });
    };
    say("m2", "00");
    say("m2", "00");
    expect(rowsOf(ALL)[0]?.unread_count).toBe(1);
    scope.isShown = (number) => number === 1;
    say("m3", "01");
    expect(rowsOf(ALL)[0]?.unread_count).toBe(1);
    applyEvent(scope, { name: "unread_changed", data: { conversation_id: "c1", unread_count: 0 } });
    expect(rowsOf(ALL)[0]?.unread_count).toBe(0);
    expect(scope.refresh).toHaveBeenCalledWith(conversationKeys.counts("b1"));
  });

  it("brings a conversation into the mentions when a note there names the caller", () => {
    fill(MENTIONS, []);
    const note = message({
      id: "m2",
      sender_type: "agent",
      is_private: true,
      created_at: "2026-11-24T10:00:00Z",
    });
    applyEvent(scope, { name: "new_message", data: { ...note, conversation_number: 1, mentions: ["ada"] } });
    expect(list(MENTIONS)).toEqual([]);
    applyEvent(scope, {
      name: "new_message",
      data: { ...note, id: "m3", conversation_number: 1, mentions: ["me"] },
    });
    expect(list(MENTIONS)).toEqual(["c1"]);
  });

  it("asks the server about mentions where only that knows", () => {
    fill(MENTIONS, []);
    const { messages: _, ...update } = conversation({ id: "c1", number: 1, status: "resolved" });
    applyEvent(scope, { name: "conversation_updated", data: update });
    expect(scope.refresh).toHaveBeenCalledWith(conversationKeys.list("b1", MENTIONS));
  });

  it("moves a conversation between the lists of labels, priorities and the snoozed", () => {
    const labelled: Filter = { ...ALL, label: "l1" };
    const urgent: Filter = { ...ALL, priority: "urgent" };
    const snoozed: Filter = { ...ALL, status: "pending" };
    for (const filter of [labelled, urgent, snoozed]) fill(filter, []);
    const { messages: _, unread_count: __, ...row } = listed({ id: "c1", number: 1 });
    const change = (part: Partial<Listed>) =>
      applyEvent(scope, { name: "conversation_updated", data: { ...row, ...part } });
    change({ label_ids: ["l1"], priority: "urgent" });
    expect([list(labelled), list(urgent)]).toEqual([["c1"], ["c1"]]);
    change({ priority: "low" });
    expect([list(labelled), list(urgent)]).toEqual([[], []]);
    change({ status: "pending", snoozed_until: "2026-12-01T09:00:00Z" });
    expect([list(snoozed), list(ALL)]).toEqual([["c1"], ["c2"]]);
  });

  it("keeps its place by the last answer when a note or a label comes", () => {
    const answer = message({ id: "a", sender_type: "agent", created_at: "2026-11-24T08:30:00Z" });
    const later = message({ id: "b", sender_type: "agent", created_at: "2026-11-24T08:40:00Z" });
    fill(BY_WAIT, [listed({ id: "c2", messages: [later] }), listed({ id: "c1", messages: [answer] })]);
    const { messages: _, ...update } = conversation({ id: "c1", updated_at: "2026-11-24T11:00:00Z" });
    applyEvent(scope, { name: "conversation_updated", data: { ...update, label_ids: ["l1"] } });
    expect(list(BY_WAIT)).toEqual(["c2", "c1"]);
  });

  it("tells which settings to ask for again", () => {
    const kinds = ["labels", "views", "canned_replies", "blocks", "widgets", "workspace"] as const;
    for (const kind of kinds) applyEvent(scope, { name: "settings_changed", data: { kind } });
    const asked = vi.mocked(scope.refresh).mock.calls.map(([key]) => key.join(" "));
    expect(asked).toEqual([
      "b1 views counts",
      "b1 labels",
      "b1 views",
      "b1 canned-replies",
      "b1 blocks",
      "b1 widgets",
      "b1 onboarding",
      "me",
    ]);
  });

  it("asks for the numbers beside views again where they may be other ones", () => {
    const asked = () => {
      const keys = vi.mocked(scope.refresh).mock.calls.map(([key]) => key.join(" "));
      vi.mocked(scope.refresh).mockClear();
      return keys.includes("b1 views counts");
    };
    const { messages: _, ...update } = conversation({ id: "c1", number: 1, status: "resolved" });
    applyEvent(scope, { name: "conversation_updated", data: update });
    expect(asked()).toBe(true);
    const say = (part: Partial<Message>, mentions: string[] = []) =>
      applyEvent(scope, {
        name: "new_message",
        data: { ...message({ id: crypto.randomUUID(), ...part }), conversation_number: 9, mentions },
      });
    say({ sender_type: "agent", is_private: true, conversation_id: "c9" }, ["me"]);
    expect(asked()).toBe(true);
    say({ sender_type: "agent" });
    expect(asked()).toBe(false);
    scope.client.setQueryData(viewKeys.list("b1"), [{ filter: { waiting_over: 30 } }]);
    say({ sender_type: "customer" });
    expect(asked()).toBe(false);
    say({ sender_type: "agent" });
    expect(asked()).toBe(true);
  });

  it("renames a customer wherever they are", () => {
    const customer = { id: "cu1", name: "Marta Jansen" } as never;
    applyEvent(scope, { name: "customer_updated", data: customer });
    expect(rowsOf(ALL)[0]?.customer?.name).toBe("Marta Jansen");
    expect(thread()?.customer?.name).toBe("Marta Jansen");
  });

  it("moves an assigned conversation from one list to the other", () => {
    applyEvent(scope, {
      name: "conversation_assigned",
      data: { conversation_id: "c1", assigned_by: "boss", assignee_id: "me" },
    });
    expect(list(MINE)).toEqual(["c1"]);
    expect(list(UNASSIGNED)).toEqual(["c2"]);
    expect(list(ALL)).toEqual(["c2", "c1"]);
    expect(thread()?.assignee_id).toBe("me");
    expect(scope.refresh).toHaveBeenCalledWith(conversationKeys.counts("b1"));
  });

  it("takes a resolved conversation out of the open lists and keeps its messages", () => {
    const { messages: _, ...update } = conversation({ id: "c1", number: 1, status: "resolved" });
    applyEvent(scope, { name: "conversation_updated", data: update });
    expect(list(ALL)).toEqual(["c2"]);
    expect(thread()).toMatchObject({ status: "resolved", messages: [{ id: "m1" }] });
  });

  it("adds a new conversation", () => {
    const { messages: _, ...created } = conversation({
      id: "c3",
      number: 3,
      updated_at: "2026-11-24T11:00:00Z",
    });
    applyEvent(scope, { name: "conversation_created", data: created });
    expect(list(ALL)).toEqual(["c3", "c2", "c1"]);
    expect(list(MINE)).toEqual([]);
  });

  it("ticks messages", () => {
    const data = { message_id: "m1", conversation_id: "c1", read_at: "2026-11-24T10:00:00Z" };
    applyEvent(scope, { name: "read", data });
    expect(thread()?.messages[0]?.read_at).toBe("2026-11-24T10:00:00Z");
  });

  it("keeps the roster", () => {
    const roster = () => scope.client.getQueryData<Member[]>(memberKeys.list("b1")) ?? [];
    scope.client.setQueryData(memberKeys.list("b1"), [member({ id: "1", user_id: "ada" })]);
    applyEvent(scope, { name: "member_joined", data: member({ id: "2", user_id: "cy" }) });
    applyEvent(scope, { name: "agent_status_changed", data: { agent_id: "cy", status: "live" } });
    expect(roster().map((m) => [m.user_id, m.status])).toEqual([
      ["ada", "offline"],
      ["cy", "live"],
    ]);
    applyEvent(scope, { name: "member_updated", data: member({ id: "2", user_id: "cy", role: "admin" }) });
    expect(roster()[1]?.role).toBe("admin");
    applyEvent(scope, { name: "member_removed", data: member({ id: "2", user_id: "cy" }) });
    expect(roster().map((m) => m.user_id)).toEqual(["ada"]);
  });

  it("puts a notification on top, once", () => {
    const notification: Notification = {
      id: "n1",
      type: "conversation_assigned",
      conversation_id: "c1",
      actor_id: "boss",
      created_at: "2026-11-24T10:00:00Z",
      read_at: null,
      conversation_number: 1,
      actor_name: "Boss",
    };
    scope.client.setQueryData(notificationKeys.list("b1"), []);
    applyEvent(scope, { name: "notification", data: notification });
    applyEvent(scope, { name: "notification", data: notification });
    expect(scope.client.getQueryData(notificationKeys.list("b1"))).toHaveLength(1);
  });
});
