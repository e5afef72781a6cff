import type { Conversation, Priority } from "@pingback/api";

export type { Priority } from "@pingback/api";

/** The most pressing first. */
export const PRIORITIES = ["urgent", "high", "medium", "low"] as const satisfies readonly Priority[];

/** A conversation as lists have it, with at most its newest message. */
export type Listed = Conversation & {
  /** This page's own: since when nobody waits, where the newest message does not tell it. */
  calm_at?: string;
};

/** An answer as a row of a list. */
export function asListed(conversation: Conversation): Listed {
  return { ...conversation, messages: conversation.messages.slice(-1) };
}
