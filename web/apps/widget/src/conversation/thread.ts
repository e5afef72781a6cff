import type { Message } from "../api/types";
import { each } from "../shared/plain";

const later = (a: string | null, b: string | null): string | null => a ?? b;

const byTime = (a: Message, b: Message): number =>
  Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Puts messages into the thread. The same message may come from the session, the socket, a replay
 * and a poll: it stays one, and a receipt once known is never lost to an older copy.
 */
export function mergeMessages(thread: readonly Message[], incoming: readonly Message[]): Message[] {
  const byId = new Map(each(thread, (message) => [message.id, message]));
  for (const message of incoming) {
    const known = byId.get(message.id);
    byId.set(
      message.id,
      known
        ? {
            ...message,
            senderName: message.senderName ?? known.senderName,
            senderAvatar: message.senderAvatar ?? known.senderAvatar,
            clientId: message.clientId ?? known.clientId,
            deliveredAt: later(known.deliveredAt, message.deliveredAt),
            readAt: later(known.readAt, message.readAt),
          }
        : message,
    );
  }
  return [...byId.values()].sort(byTime);
}

/** A receipt for a message holds for what the same sender wrote before it. */
function markUntil(
  thread: readonly Message[],
  messageId: string,
  mark: (message: Message) => Message,
): Message[] {
  const position = thread.findIndex((message) => message.id === messageId);
  const sender = thread[position]?.sender;
  return each(thread, (message, i) => (i <= position && message.sender === sender ? mark(message) : message));
}

export const markRead = (thread: readonly Message[], messageId: string, at: string): Message[] =>
  markUntil(thread, messageId, (message) =>
    message.readAt ? message : { ...message, readAt: at, deliveredAt: message.deliveredAt ?? at },
  );

export const markDelivered = (thread: readonly Message[], messageId: string, at: string): Message[] =>
  markUntil(thread, messageId, (message) =>
    message.deliveredAt ? message : { ...message, deliveredAt: at },
  );

/** From the team or Theo, as against the visitor's own and system lines. */
export const isIncoming = (message: Message): boolean =>
  message.sender === "agent" || message.sender === "ai";
