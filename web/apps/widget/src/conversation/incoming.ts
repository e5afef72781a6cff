import { isRaw, type Message, readConversation, readMessage } from "../api/types";
import { panelTexts } from "../texts";
import { announce } from "./announce";
import type { Chat } from "./chat";
import { isIncoming, markDelivered, markRead } from "./thread";

type Payload = Record<string, unknown>;

/** What the server told over the socket. */
export function onEvent(chat: Chat, name: string, payload: unknown): void {
  if (!isRaw(payload)) return;
  if (name === "new_message") onMessage(chat, readMessage(payload));
  else if (name === "typing") onTyping(chat, payload);
  else if (name === "delivered" || name === "read") onReceipt(chat, name, payload);
  else if (name === "conversation_updated") {
    const updated = readConversation(payload);
    if (updated) chat.changed(updated);
  }
}

function onMessage(chat: Chat, message: Message | null): void {
  if (!message) return;
  const isNew = !chat.messages.value.some((known) => known.id === message.id);
  chat.ingest([message]);
  if (!isNew || !isIncoming(message)) return;
  chat.typing.set(null);
  if (!message.readAt) announce(chat, message);
}

function onTyping(chat: Chat, payload: Payload): void {
  const { user_id: userId, is_typing: isTyping } = payload;
  const name = payload.sender_name ?? payload.name;
  if (payload.conversation_id && payload.conversation_id !== chat.conversation.value?.id) return;
  const who = typeof name === "string" && name ? name : (nameOf(chat, userId) ?? panelTexts().somebody);
  chat.typing.set(isTyping === true ? who : null);
}

function nameOf(chat: Chat, userId: unknown): string | null {
  if (!userId) return null;
  const known = chat.messages.value.findLast((message) => message.senderId === userId && message.senderName);
  return known?.senderName ?? null;
}

function onReceipt(chat: Chat, kind: "delivered" | "read", payload: Payload): void {
  const id = payload.message_id;
  if (typeof id !== "string") return;
  const given = payload[`${kind}_at`];
  const at = typeof given === "string" ? given : new Date().toISOString();
  chat.messages.value = (kind === "read" ? markRead : markDelivered)(chat.messages.value, id, at);
}
