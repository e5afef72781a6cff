import type { Message } from "@pingback/api";
import { sameDay } from "../texts/times";

/** Messages of one person within this time stand under one name. */
const GROUP_WITHIN = 5 * 60_000;

export type Line =
  | { kind: "day"; key: string; iso: string }
  | { kind: "new"; key: string; count: number }
  | { kind: "system"; key: string; message: Message }
  | { kind: "message"; key: string; message: Message; startsGroup: boolean; endsGroup: boolean };

/** A thread as it is drawn: day lines between days, a mark before what is new, messages in groups. */
export function linesOf(messages: readonly Message[], firstNewId: string | null): Line[] {
  const lines: Line[] = [];
  messages.forEach((message, i) => {
    const before = messages[i - 1];
    const after = messages[i + 1];
    if (!before || !sameDay(before.created_at, message.created_at)) {
      lines.push({ kind: "day", key: `day-${message.id}`, iso: message.created_at });
    }
    if (message.id === firstNewId) {
      const count = messages.slice(i).filter((m) => m.sender_type === "customer").length;
      lines.push({ kind: "new", key: "new", count });
    }
    if (message.sender_type === "system") {
      lines.push({ kind: "system", key: message.id, message });
      return;
    }
    lines.push({
      kind: "message",
      key: message.id,
      message,
      startsGroup: message.id === firstNewId || !before || !sameGroup(before, message),
      endsGroup: after?.id === firstNewId || !after || !sameGroup(message, after),
    });
  });
  return lines;
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
