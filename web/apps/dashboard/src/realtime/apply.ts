import type { Conversation, Member, Message, Notification } from "@pingback/api";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { billingKeys } from "../billing/queries";
import { type Filter, matches } from "../conversations/filter";
import { find, type Page, place } from "../conversations/list";
import { withMessage, withTick, withUpdate } from "../conversations/messages";
import { conversationKeys } from "../conversations/queries";
import { memberKeys } from "../members/queries";
import { withMember, withoutMember, withStatus } from "../members/roster";
import { notificationKeys } from "../notifications/queries";
import type { DurableEvents, Event, Presence } from "./events";
import type { Refresh } from "./refresh";

export interface Scope {
  client: QueryClient;
  workspace: string;
  myId: string;
  refresh: Refresh;
}

/** Changes the cached answers as the event says. What is not cached needs nothing: it will be fetched. */
export function applyEvent(scope: Scope, event: Event) {
  switch (event.name) {
    case "new_message":
      return newMessage(scope, event.data);
    case "delivered":
      return tick(scope, event.data, { delivered_at: event.data.delivered_at });
    case "read":
      return tick(scope, event.data, { read_at: event.data.read_at });
    case "conversation_created":
    case "conversation_updated":
      return conversationChanged(scope, event.data);
    case "conversation_assigned":
      return change(scope, event.data.conversation_id, { assignee_id: event.data.assignee_id });
    case "agent_status_changed": {
      const { agent_id, status } = event.data;
      return setMembers(scope, (members) => withStatus(members, agent_id, { status }));
    }
    case "member_joined":
    case "member_updated":
      setMembers(scope, (members) => withMember(members, event.data));
      return scope.refresh(billingKeys.usage(scope.workspace));
    case "member_removed":
      setMembers(scope, (members) => withoutMember(members, event.data.id));
      return scope.refresh(billingKeys.usage(scope.workspace));
    case "notification":
      return scope.client.setQueryData<Notification[]>(
        notificationKeys.list(scope.workspace),
        (old) => old && [event.data, ...old.filter((n) => n.id !== event.data.id)],
      );
  }
}

export function applyPresence(scope: Scope, { user_id, is_connected }: Presence) {
  setMembers(scope, (members) => withStatus(members, user_id, { is_connected }));
}

function setMembers({ client, workspace }: Scope, next: (members: Member[]) => Member[]) {
  client.setQueryData<Member[]>(memberKeys.list(workspace), (old) => old && next(old));
}

function eachThread({ client, workspace }: Scope, id: string, next: (thread: Conversation) => Conversation) {
  client.setQueriesData<Conversation>({ queryKey: conversationKeys.threads(workspace) }, (thread) =>
    thread?.id === id ? next(thread) : thread,
  );
}

function lists({ client, workspace }: Scope) {
  return client.getQueriesData<InfiniteData<Page, string | null>>({
    queryKey: conversationKeys.lists(workspace),
  });
}

/** The row wherever it is cached: in one list it may be missing because it did not belong there until now. */
function known(scope: Scope, id: string): Conversation | undefined {
  for (const [, data] of lists(scope)) {
    const row = data && find(data.pages, id);
    if (row) return row;
  }
  const threads = scope.client.getQueriesData<Conversation>({
    queryKey: conversationKeys.threads(scope.workspace),
  });
  const thread = threads.find(([, data]) => data?.id === id)?.[1];
  return thread && { ...thread, messages: thread.messages.slice(-1) };
}

function placeEverywhere(scope: Scope, conversation: Conversation) {
  for (const [key, data] of lists(scope)) {
    if (!data) continue;
    const belongs = matches(conversation, key.at(-1) as Filter, scope.myId);
    scope.client.setQueryData<InfiniteData<Page, string | null>>(key, {
      ...data,
      pages: place(data.pages, conversation, belongs),
    });
  }
}

function newMessage(scope: Scope, data: DurableEvents["new_message"]) {
  const message = asMessage(data);
  eachThread(scope, message.conversation_id, (thread) => withMessage(thread, message));
  const row = known(scope, message.conversation_id);
  if (row)
    placeEverywhere(scope, {
      ...row,
      updated_at: later(row.updated_at, message.created_at),
      messages: [message],
    });
  else scope.refresh(conversationKeys.lists(scope.workspace));
  if (message.sender_type !== "customer" && !message.is_private)
    scope.refresh(billingKeys.usage(scope.workspace));
}

/** The event promises less than a whole message; what it leaves out is what a new message starts with. */
function asMessage(data: DurableEvents["new_message"]): Message {
  const { conversation_number: _, ...rest } = data;
  return {
    ...rest,
    attachments: rest.attachments ?? [],
    delivered_at: rest.delivered_at ?? null,
    read_at: rest.read_at ?? null,
    is_private: rest.is_private ?? false,
    sender_name: rest.sender_name ?? null,
    client_id: rest.client_id ?? null,
    delivery: rest.delivery ?? null,
    delivery_error: rest.delivery_error ?? null,
  };
}

function tick(
  scope: Scope,
  { conversation_id, message_id }: { conversation_id: string; message_id: string },
  mark: { delivered_at: string } | { read_at: string },
) {
  eachThread(scope, conversation_id, (thread) => withTick(thread, message_id, mark));
  const row = known(scope, conversation_id);
  if (row) placeEverywhere(scope, withTick(row, message_id, mark));
}

function conversationChanged(scope: Scope, update: DurableEvents["conversation_updated"]) {
  eachThread(scope, update.id, (thread) => withUpdate(thread, update));
  const row = known(scope, update.id);
  placeEverywhere(scope, row ? withUpdate(row, update) : { ...update, messages: [] });
  recount(scope);
}

function change(scope: Scope, id: string, update: Partial<Conversation>) {
  eachThread(scope, id, (thread) => withUpdate(thread, update));
  const row = known(scope, id);
  if (row) placeEverywhere(scope, withUpdate(row, update));
  else scope.refresh(conversationKeys.lists(scope.workspace));
  recount(scope);
}

function recount({ refresh, workspace }: Scope) {
  refresh(conversationKeys.counts(workspace));
  // How many open conversations each member holds.
  refresh(memberKeys.list(workspace));
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
