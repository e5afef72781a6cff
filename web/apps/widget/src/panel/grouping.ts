import type { Message } from "../api/types";
import type { Outgoing } from "../conversation/outbox";
import { each } from "../shared/plain";

export interface Group {
  type: "group";
  key: string;
  messages: Message[];
}

export type Row =
  | Group
  | { type: "day"; key: string; at: Date }
  | { type: "divider"; key: string; count: number }
  | { type: "system"; key: string; text: string }
  | { type: "outgoing"; key: string; item: Outgoing };

const GROUP_GAP = 5 * 60_000;

/** What one person wrote in one go stands under one name and time. */
function joins(group: Group, message: Message): boolean {
  const last = group.messages.at(-1) as Message;
  return (
    last.sender === message.sender &&
    last.senderId === message.senderId &&
    // Visitors are not told the ids of the team.
    last.senderName === message.senderName &&
    Date.parse(message.createdAt) - Date.parse(last.createdAt) < GROUP_GAP
  );
}

/** Own messages keep their key when the server confirms them, so the bubble does not flicker. */
const keyOf = (message: Message): string => message.clientId ?? message.id;

export function rowsOf(
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
  divider: { before: string; count: number } | null,
): Row[] {
  const rows: Row[] = [];
  let day = "";
  let group: Group | null = null;

  const startDay = (time: string) => {
    const at = new Date(time);
    if (at.toDateString() === day) return;
    day = at.toDateString();
    group = null;
    rows.push({ type: "day", key: `day ${day}`, at });
  };

  for (const message of messages) {
    startDay(message.createdAt);
    if (divider?.before === message.id) {
      group = null;
      rows.push({ type: "divider", key: "divider", count: divider.count });
    }
    if (message.sender === "system") {
      group = null;
      rows.push({ type: "system", key: message.id, text: message.content });
    } else if (group && joins(group, message)) {
      (group as Group).messages.push(message);
    } else {
      group = { type: "group", key: keyOf(message), messages: [message] };
      rows.push(group);
    }
  }
  const confirmed = new Set(each(messages, keyOf));
  for (const item of outgoing) {
    if (confirmed.has(item.clientId)) continue;
    startDay(item.createdAt);
    rows.push({ type: "outgoing", key: item.clientId, item });
  }
  return rows;
}
