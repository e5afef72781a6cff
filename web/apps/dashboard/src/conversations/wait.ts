import type { Conversation } from "@pingback/api";

const SOON = 15 * 60_000;
const LATE = 30 * 60_000;

/** How a row tells its time: a customer who waits matters most, an answered one hardly. */
export type Wait = "answered" | "waiting" | "soon" | "late";

export function waitOf({ messages, status, updated_at }: Conversation, now: number): Wait {
  const newest = messages.at(-1);
  if (newest?.sender_type !== "customer" || status === "resolved" || status === "closed") return "answered";
  const waited = now - Date.parse(newest.created_at || updated_at);
  if (waited >= LATE) return "late";
  return waited >= SOON ? "soon" : "waiting";
}

/** The newest message is the customer's and nobody on the team has seen it. */
export function isUnread({ messages }: Conversation): boolean {
  const newest = messages.at(-1);
  return newest?.sender_type === "customer" && newest.read_at === null;
}
