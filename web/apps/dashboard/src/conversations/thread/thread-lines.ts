import type { Activity, Message } from "@pingback/api";
import { sameDay } from "../../texts/times";

/** Messages of one person within this time stand under one name. */
const GROUP_WITHIN = 5 * 60_000;

export type Line =
  | { kind: "day"; key: string; iso: string }
  | { kind: "new"; key: string; count: number }
  | { kind: "system"; key: string; message: Message }
  | { kind: "activity"; key: string; activity: Activity }
  | { kind: "message"; key: string; message: Message; startsGroup: boolean; endsGroup: boolean };

type Told = { at: string; message: Message } | { at: string; activity: Activity };

/** A thread as it is drawn: day lines between days, a mark before what is new, messages in groups. */
export function linesOf(
  messages: readonly Message[],
  activity: readonly Activity[],
  firstNewId: string | null,
): Line[] {
  const all = merge(messages, activity);
  const lines: Line[] = [];
  all.forEach((told, i) => {
    const before = all[i - 1];
    if (!before || !sameDay(before.at, told.at))
      lines.push({ kind: "day", key: `day-${told.at}`, iso: told.at });
    if ("activity" in told) {
      lines.push({ kind: "activity", key: told.activity.id, activity: told.activity });
      return;
    }
    const { message } = told;
    if (message.id === firstNewId) {
      const count = messages.filter(
        (m) => m.sender_type === "customer" && m.created_at >= message.created_at,
      );
      lines.push({ kind: "new", key: "new", count: count.length });
    }
    if (message.sender_type === "system") {
      lines.push({ kind: "system", key: message.id, message });
      return;
    }
    const after = all[i + 1];
    const next = after && "message" in after ? after.message : undefined;
    lines.push({
      kind: "message",
      key: message.id,
      message,
      startsGroup: message.id === firstNewId || !goesOn(before, message),
      endsGroup: !next || next.id === firstNewId || !goesOn(told, next),
    });
  });
  return lines;
}

/** Both are in the order of time already. */
function merge(messages: readonly Message[], activity: readonly Activity[]): Told[] {
  const all: Told[] = [];
  let next = 0;
  for (const message of messages) {
    for (let one = activity[next]; one && one.created_at < message.created_at; one = activity[++next]) {
      all.push({ at: one.created_at, activity: one });
    }
    all.push({ at: message.created_at, message });
  }
  for (const one of activity.slice(next)) all.push({ at: one.created_at, activity: one });
  return all;
}

function goesOn(before: Told | undefined, message: Message): boolean {
  return before !== undefined && "message" in before && sameGroup(before.message, message);
}

function sameGroup(a: Message, b: Message): boolean {
  return (
    a.sender_type === b.sender_type &&
    a.sender_id === b.sender_id &&
    !a.is_private &&
    !b.is_private &&
    sameDay(a.created_at, b.created_at) &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < GROUP_WITHIN
  );
}

/** From which message on the thread is new to somebody who has not read the last `unread` of the customer's. */
export function firstUnread(messages: readonly Message[], unread: number): string | null {
  let left = unread;
  let first: string | null = null;
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    const message = messages[i];
    if (message?.sender_type !== "customer") continue;
    first = message.id;
    left--;
  }
  return first;
}
