import type { Conversation, Member, Message, Notification } from "@pingback/api";
import { ME } from "../accounts/me";
import { billingKeys } from "../billing/queries";
import { cachedConversation } from "../conversations/cached";
import { asListed, type Listed } from "../conversations/fields";
import { calmAt } from "../conversations/list";
import { withMessage, withTick, withUpdate } from "../conversations/messages";
import { withNews } from "../conversations/news";
import { conversationKeys } from "../conversations/queries";
import { labelKeys } from "../labels/queries";
import { memberKeys } from "../members/queries";
import { withMember, withoutMember, withStatus } from "../members/roster";
import { notificationKeys } from "../notifications/queries";
import { asksForWait, type View, viewKeys } from "../views/queries";
import { widgetKeys } from "../widgets/queries";
import type { DurableEvents, Event, Presence, SettingsKind } from "./events";
import { belongsAnywhere, changeRow, changeRows, eachThread, placeEverywhere } from "./places";
import type { Scope } from "./scope";

export type { Scope } from "./scope";

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
      return changed(
        scope,
        event.data.id,
        event.data,
        asListed({ ...event.data, messages: [] } as Conversation),
      );
    case "conversation_updated":
      return changed(scope, event.data.id, event.data);
    case "conversation_assigned": {
      const { conversation_id, assignee_id, activity } = event.data;
      return changed(scope, conversation_id, { assignee_id, ...(activity ? { activity } : {}) });
    }
    case "customer_updated":
      return customerUpdated(scope, event.data);
    case "unread_changed":
      return unreadChanged(scope, event.data);
    case "settings_changed":
      return settingsChanged(scope, event.data.kind);
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

const known = ({ client, workspace }: Scope, id: string) => cachedConversation(client, workspace, id);

function newMessage(scope: Scope, data: DurableEvents["new_message"]) {
  const { workspace, myId, refresh } = scope;
  const message = asMessage(data);
  scope.loader?.changed(message.conversation_id);
  // Before the thread takes it in: a row made of the thread would think it knew the message.
  const row = known(scope, message.conversation_id);
  const mentionsMe = data.mentions?.includes(myId) ?? false;
  eachThread(
    scope,
    (thread) => thread.id === message.conversation_id,
    (thread) => withMessage(thread, message),
  );
  if (row) {
    const isSeen = scope.isShown?.(data.conversation_number) ?? false;
    placeEverywhere(scope, withNews(row, message, isSeen), { mentionsMe });
  } else load(scope, message.conversation_id);
  if (mentionsMe) refresh(conversationKeys.counts(workspace));
  if (mentionsMe || endsWait(scope, message)) refresh(viewKeys.counts(workspace));
  if (message.sender_type === "customer") {
    if (!row || row.assignee_id === myId) refresh(conversationKeys.counts(workspace));
  } else if (!message.is_private) refresh(billingKeys.usage(workspace));
}

/** Whether it may take a conversation out of a view of those whose customer waits. */
function endsWait({ client, workspace }: Scope, { sender_type, is_private }: Message): boolean {
  const isAnswer = sender_type !== "customer" && !is_private;
  return isAnswer && asksForWait(client.getQueryData<View[]>(viewKeys.list(workspace)));
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
  eachThread(
    scope,
    (thread) => thread.id === conversation_id,
    (thread) => withTick(thread, message_id, mark),
  );
  changeRow(scope, conversation_id, (row) => withTick(row, message_id, mark) as Listed);
}

/** `begun` is what a conversation that nobody knew yet looks like. */
function changed(scope: Scope, id: string, update: Partial<Conversation>, begun?: Listed) {
  scope.loader?.changed(id);
  const row = known(scope, id);
  eachThread(
    scope,
    (thread) => thread.id === id,
    (thread) => withUpdate(thread, update),
  );
  if (row) placeEverywhere(scope, withChange(row, update), { askIfUnknown: true });
  else if (begun) placeEverywhere(scope, { ...begun, unread_count: 0 });
  else if (
    !update.id ||
    belongsAnywhere(scope, asListed({ ...update, messages: [] } as unknown as Conversation))
  )
    load(scope, id);
  recount(scope);
}

function withChange(row: Listed, update: Partial<Conversation>): Listed {
  const next = withUpdate(row, update) as Listed;
  const isOver = row.waiting_since !== null && next.waiting_since === null;
  return { ...next, calm_at: isOver ? next.updated_at : calmAt(row) };
}

function customerUpdated(scope: Scope, customer: DurableEvents["customer_updated"]) {
  const isTheirs = ({ customer_id }: Conversation) => customer_id === customer.id;
  eachThread(scope, isTheirs, (thread) => ({ ...thread, customer }));
  changeRows(scope, isTheirs, (row) => ({ ...row, customer }));
  scope.refresh([scope.workspace, "customers"]);
}

function unreadChanged(scope: Scope, { conversation_id, unread_count }: DurableEvents["unread_changed"]) {
  changeRow(scope, conversation_id, (row) => ({ ...row, unread_count }));
  eachThread(
    scope,
    (thread) => thread.id === conversation_id,
    (thread) => ({ ...thread, unread_count }),
  );
  scope.refresh(conversationKeys.counts(scope.workspace));
}

function settingsChanged({ refresh, workspace }: Scope, kind: SettingsKind) {
  switch (kind) {
    case "labels":
      refresh(viewKeys.counts(workspace));
      return refresh(labelKeys.list(workspace));
    case "views":
      return refresh(viewKeys.list(workspace));
    case "canned_replies":
      return refresh([workspace, "canned-replies"]);
    case "blocks":
      return refresh([workspace, "blocks"]);
    case "widgets":
      refresh(widgetKeys.list(workspace));
      return refresh([workspace, "onboarding"]);
    case "workspace":
      return refresh(ME);
  }
}

function load({ loader, refresh, workspace }: Scope, id: string) {
  if (loader) loader.load(id);
  else refresh(conversationKeys.lists(workspace));
}

function recount({ refresh, workspace }: Scope) {
  refresh(conversationKeys.counts(workspace));
  refresh(viewKeys.counts(workspace));
  // How many open conversations each member holds.
  refresh(memberKeys.list(workspace));
}
