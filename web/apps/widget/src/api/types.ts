// The wire, as far as a visitor sees it. Everything from outside goes through the readers below:
// objects are built field by field, never merged, so a foreign key cannot slip in.

import { each } from "../shared/plain";

export type Sender = "customer" | "agent" | "ai" | "system";

export interface Attachment {
  id: string;
  url: string;
  name: string;
  contentType: string;
  size: number;
}

export interface Message {
  id: string;
  conversationId: string;
  sender: Sender;
  senderId: string | null;
  senderName: string | null;
  senderAvatar: string | null;
  content: string;
  attachments: Attachment[];
  createdAt: string;
  deliveredAt: string | null;
  readAt: string | null;
  /** Set on the visitor's own messages: the key they were sent with. */
  clientId: string | null;
}

export type ConversationStatus = "open" | "pending" | "resolved" | "closed";

export interface Conversation {
  id: string;
  status: ConversationStatus;
}

export type Availability = "live" | "away" | "offline";

export interface TeamMember {
  name: string;
  avatarUrl: string | null;
  status: Availability;
}

export interface Session {
  token: string;
  visitorToken: string;
  expiresAt: number;
  businessId: string;
  conversation: Conversation | null;
  messages: Message[];
  team: TeamMember[];
}

type Raw = Record<string, unknown>;

export const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null;
const string = (value: unknown): string => (typeof value === "string" ? value : "");
const stringOrNull = (value: unknown): string | null => (typeof value === "string" && value ? value : null);
const list = <T>(value: unknown, read: (item: unknown) => T | null): T[] =>
  Array.isArray(value) ? each(value, read).filter((item): item is T => item !== null) : [];

const SENDERS = new Set(["customer", "agent", "ai", "system"]);
const STATUSES = new Set(["open", "pending", "resolved", "closed"]);

export function readAttachment(raw: unknown): Attachment | null {
  if (!isRaw(raw) || typeof raw.id !== "string") return null;
  return {
    id: raw.id,
    url: string(raw.url),
    name: string(raw.name) || "file",
    contentType: string(raw.content_type),
    size: Number(raw.size) || 0,
  };
}

export function readMessage(raw: unknown): Message | null {
  // A private note must never get here; if one does, it is not shown.
  if (!isRaw(raw) || typeof raw.id !== "string" || raw.is_private === true) return null;
  const sender = isRaw(raw.sender) ? raw.sender : {};
  return {
    id: raw.id,
    conversationId: string(raw.conversation_id),
    sender: (SENDERS.has(string(raw.sender_type)) ? raw.sender_type : "system") as Sender,
    senderId: stringOrNull(raw.sender_id),
    senderName: stringOrNull(raw.sender_name) ?? stringOrNull(sender.name),
    senderAvatar: stringOrNull(raw.sender_avatar_url) ?? stringOrNull(sender.avatar_url),
    content: string(raw.content),
    attachments: list(raw.attachments, readAttachment),
    createdAt: string(raw.created_at) || new Date().toISOString(),
    deliveredAt: stringOrNull(raw.delivered_at),
    readAt: stringOrNull(raw.read_at),
    clientId: stringOrNull(raw.client_id),
  };
}

export function readConversation(raw: unknown): Conversation | null {
  if (!isRaw(raw) || typeof raw.id !== "string") return null;
  return {
    id: raw.id,
    status: (STATUSES.has(string(raw.status)) ? raw.status : "open") as ConversationStatus,
  };
}

export const readMessages = (raw: unknown): Message[] => list(raw, readMessage);

function readMember(raw: unknown): TeamMember | null {
  if (!isRaw(raw) || !string(raw.name)) return null;
  const status = raw.status === "live" || raw.status === "away" ? raw.status : "offline";
  return { name: string(raw.name), avatarUrl: stringOrNull(raw.avatar_url), status };
}

export const readFaces = (raw: unknown): TeamMember[] => list(raw, readMember);

export function readSession(raw: unknown): Session | null {
  if (!isRaw(raw) || !string(raw.token)) return null;
  const conversation = isRaw(raw.conversation) ? raw.conversation : null;
  return {
    token: string(raw.token),
    visitorToken: string(raw.visitor_token),
    expiresAt: Date.parse(string(raw.expires_at)) || 0,
    businessId: string(raw.business_id),
    conversation: readConversation(conversation),
    messages: readMessages(conversation?.messages),
    team: readFaces(raw.team),
  };
}
