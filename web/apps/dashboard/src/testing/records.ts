import type { Conversation, Member, Message } from "@pingback/api";
import type { Listed } from "../conversations/fields";

// Whole records for tests, of which each test names only what matters to it.

export function message(part: Partial<Message> & { id: string }): Message {
  return {
    conversation_id: "c1",
    sender_type: "customer",
    sender_id: null,
    sender_name: null,
    content: "Hello",
    attachments: [],
    created_at: "2026-11-24T09:00:00Z",
    delivered_at: null,
    read_at: null,
    is_private: false,
    delivery: null,
    delivery_error: null,
    client_id: null,
    mentions: [],
    ...part,
  };
}

export function conversation(part: Partial<Conversation> & { id: string }): Conversation {
  return {
    number: 1,
    business_id: "b1",
    customer_id: "cu1",
    assignee_id: null,
    status: "open",
    channel_type: "widget",
    channel_id: null,
    created_at: "2026-11-24T09:00:00Z",
    updated_at: "2026-11-24T09:00:00Z",
    first_response_at: null,
    resolved_at: null,
    closed_at: null,
    needs_handoff: false,
    handoff_reason: null,
    priority: null,
    rating: null,
    snoozed_until: null,
    waiting_since: null,
    label_ids: [],
    customer: null,
    messages: [],
    ...part,
  };
}

export function member(part: Partial<Member> & { id: string; user_id: string }): Member {
  return {
    email: `${part.user_id}@example.com`,
    name: part.user_id,
    role: "agent",
    status: "offline",
    is_active: true,
    invited_at: "2026-11-24T09:00:00Z",
    is_connected: false,
    avatar_url: null,
    open_conversations: 0,
    ...part,
  };
}

export function listed(part: Partial<Listed> & { id: string }): Listed {
  return { ...conversation({ id: part.id }), unread_count: 0, ...part };
}
