import type { Conversation, Member, Notification } from "@pingback/api";
import { type InfiniteData, QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Filter } from "../conversations/filter";
import type { Page } from "../conversations/list";
import { conversationKeys } from "../conversations/queries";
import { memberKeys } from "../members/queries";
import { notificationKeys } from "../notifications/queries";
import { conversation, member, message } from "../testing/records";
import { applyEvent, type Scope } from "./apply";

const ALL: Filter = { tab: "all", status: "open" };
const MINE: Filter = { tab: "mine", status: "open" };
const UNASSIGNED: Filter = { tab: "unassigned", status: "open" };

let scope: Scope;

function list(filter: Filter): string[] {
  const data = scope.client.getQueryData<InfiniteData<Page>>(conversationKeys.list("b1", filter));
  return data?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? [];
}

function fill(filter: Filter, rows: Conversation[]) {
  const data: InfiniteData<Page, string | null> = { pages: [{ rows, more: false }], pageParams: [null] };
  scope.client.setQueryData(conversationKeys.list("b1", filter), data);
}

beforeEach(() => {
  scope = { client: new QueryClient(), workspace: "b1", myId: "me", refresh: vi.fn() };
  const older = conversation({ id: "c1", number: 1, updated_at: "2026-11-24T08:00:00Z" });
  const newer = conversation({ id: "c2", number: 2, updated_at: "2026-11-24T09:00:00Z" });
  fill(ALL, [newer, older]);
  fill(UNASSIGNED, [newer, older]);
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

  it("asks for the lists again when the message's conversation is not known", () => {
    const data = { ...message({ id: "m9", conversation_id: "c9" }), conversation_number: 9 };
    applyEvent(scope, { name: "new_message", data });
    expect(scope.refresh).toHaveBeenCalledWith(conversationKeys.lists("b1"));
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
