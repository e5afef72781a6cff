import type { Conversation } from "@pingback/api";

const SOON = 15 * 60_000;
const LATE = 30 * 60_000;

/** How a row tells its time: a customer who waits matters most, an answered one hardly. */
export type Wait = "answered" | "waiting" | "soon" | "late";

type Waiting = Pick<Conversation, "messages" | "updated_at" | "waiting_since">;

export function waitOf({ waiting_since }: Pick<Waiting, "waiting_since">, now: number): Wait {
  if (waiting_since === null) return "answered";
  const waited = now - Date.parse(waiting_since);
  if (waited >= LATE) return "late";
  return waited >= SOON ? "soon" : "waiting";
}

/** The moment a row counts from: the beginning of the wait, else what was said last. */
export function sinceOf({ waiting_since, messages, updated_at }: Waiting): string {
  return waiting_since ?? messages.at(-1)?.created_at ?? updated_at;
}
