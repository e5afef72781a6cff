import type { Conversation, Member, Message, Notification } from "@pingback/api";

/** What the server sends to a member's socket. Durable events carry `seq` and `epoch`; the others do not. */
export interface DurableEvents {
  new_message: Message & { conversation_number: number };
  delivered: { message_id: string; conversation_id: string; delivered_at: string };
  read: { message_id: string; conversation_id: string; read_at: string };
  agent_status_changed: { agent_id: string; status: Member["status"] };
  conversation_assigned: { conversation_id: string; assigned_by: string | null; assignee_id: string | null };
  conversation_created: Omit<Conversation, "messages">;
  conversation_updated: Omit<Conversation, "messages">;
  member_joined: Member;
  member_updated: Member;
  member_removed: Member;
  notification: Notification;
}

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
  "member_joined",
  "member_updated",
  "member_removed",
  "notification",
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
