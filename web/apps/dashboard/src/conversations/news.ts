import type { Message } from "@pingback/api";
import type { Listed } from "./fields";
import { byTime, calmAt } from "./list";

/** A row after a message that the server did the same for: what is newest, who waits, what is unread. */
export function withNews(row: Listed, message: Message, isSeen: boolean): Listed {
  const newest = row.messages.at(-1);
  if (newest?.id === message.id) return { ...row, messages: [{ ...newest, ...message }] };
  // A replay, and the row was fetched after it: the answer counted it already.
  if (newest && byTime(message.created_at, newest.created_at) < 0) return row;
  const asks = message.sender_type === "customer";
  const answers = (message.sender_type === "agent" || message.sender_type === "ai") && !message.is_private;
  return {
    ...row,
    messages: [message],
    updated_at: byTime(row.updated_at, message.created_at) > 0 ? row.updated_at : message.created_at,
    waiting_since: asks ? (row.waiting_since ?? message.created_at) : answers ? null : row.waiting_since,
    calm_at: answers ? message.created_at : calmAt(row),
    unread_count: (row.unread_count ?? 0) + (asks && !isSeen ? 1 : 0),
  };
}
