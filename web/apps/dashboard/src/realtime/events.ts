import type { Conversation, Customer, Member, Message, Notification } from "@pingback/api";

type Activity = NonNullable<Conversation["activity"]>[number];
/** As lists have it, without what only the thread or only the caller's own answer has. */
type Told = Omit<Conversation, "messages" | "unread_count">;

/** What the server sends to a member's socket. Durable events carry `seq` and `epoch`; the others do not. */
export interface DurableEvents {
  new_message: Message & { conversation_number: number };
  delivered: { message_id: string; conversation_id: string; delivered_at: string };
  read: { message_id: string; conversation_id: string; read_at: string };
  agent_status_changed: { agent_id: string; status: Member["status"] };
  conversation_assigned: {
    conversation_id: string;
    assigned_by: string | null;
    assignee_id: string | null;
    activity?: Activity[];
  };
  conversation_created: Told;
  conversation_updated: Told;
  customer_updated: Customer;
  member_joined: Member;
  member_updated: Member;
  member_removed: Member;
  notification: Notification;
  /** The caller read, here or elsewhere; told to all their tabs. */
  unread_changed: { conversation_id: string; unread_count: number };
  settings_changed: { kind: SettingsKind };
}

export type SettingsKind = "labels" | "canned_replies" | "views" | "workspace" | "widgets" | "blocks";

export type DurableName = keyof DurableEvents;
export type Event = { [N in DurableName]: { name: N; data: DurableEvents[N] } }[DurableName];

export const DURABLE: readonly DurableName[] = [
  "new_message",
  "delivered",
  "read",
  "agent_status_changed",
  "conversation_assigned",
  "conversation_created",
  "conversation_updated",
  "customer_updated",
  "member_joined",
  "member_updated",
  "member_removed",
  "notification",
  "unread_changed",
  "settings_changed",
];

export interface Typing {
  conversation_id: string;
  user_id: string | null;
  is_typing: boolean;
}

/** A member's dashboard came or went; the declared status stays as it is. */
export interface Presence {
  user_id: string;
  is_connected: boolean;
}

/** A colleague has a conversation open that this page has joined. */
export interface Viewing {
  conversation_id: string;
  user_id: string;
  is_viewing: boolean;
}
