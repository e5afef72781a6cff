import type { BulkChange } from "@pingback/api";
import type { Listed } from "../fields";

export type { BulkChange };
/** The same change for several conversations. */
export type Change = Omit<BulkChange, "id">;

/** The API takes so many at once. */
export const MOST = 100;

/** Only those that the change would change. */
export function changesOf(rows: readonly Listed[], change: Change): BulkChange[] {
  return rows.filter((row) => concerns(row, change)).map((row) => ({ id: row.id, ...change }));
}

function concerns(row: Listed, change: Change): boolean {
  const { status, priority, add_label_ids = [], remove_label_ids = [], snoozed_until, assignee_id } = change;
  return (
    (status !== undefined && (row.status !== status || row.snoozed_until !== null)) ||
    (priority !== undefined && row.priority !== priority) ||
    add_label_ids.some((id) => !row.label_ids.includes(id)) ||
    remove_label_ids.some((id) => row.label_ids.includes(id)) ||
    (snoozed_until !== undefined && row.snoozed_until !== snoozed_until) ||
    (assignee_id !== undefined && row.assignee_id !== assignee_id)
  );
}

/** What takes the changes back, from the rows as they were before. */
export function inverse(rows: readonly Listed[], changes: readonly BulkChange[], now: number): BulkChange[] {
  return changes.flatMap((change) => {
    const row = rows.find(({ id }) => id === change.id);
    return row ? [{ id: row.id, ...back(row, change, now) }] : [];
  });
}

function back(row: Listed, change: Change, now: number): Change {
  const { add_label_ids = [], remove_label_ids = [] } = change;
  const added = add_label_ids.filter((id) => !row.label_ids.includes(id));
  const removed = remove_label_ids.filter((id) => row.label_ids.includes(id));
  return {
    ...(change.priority === undefined ? {} : { priority: row.priority }),
    ...(change.assignee_id === undefined ? {} : { assignee_id: row.assignee_id }),
    ...(added.length > 0 ? { remove_label_ids: added } : {}),
    ...(removed.length > 0 ? { add_label_ids: removed } : {}),
    ...(change.status === undefined && change.snoozed_until === undefined ? {} : statusBack(row, now)),
  };
}

/** A snooze that is over by now is not set again: the conversation would have been opened. */
function statusBack({ status, snoozed_until }: Listed, now: number): Change {
  if (snoozed_until === null) return { status };
  return Date.parse(snoozed_until) > now ? { snoozed_until } : { status: "open" };
}

/** The rows' labels: those on all of them, and those on some. */
export function labelsOn(rows: readonly Listed[]): { all: string[]; some: string[] } {
  const counts = new Map<string, number>();
  for (const id of rows.flatMap((row) => row.label_ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const of = (which: (n: number) => boolean) => [...counts].filter(([, n]) => which(n)).map(([id]) => id);
  return { all: of((n) => n === rows.length), some: of((n) => n < rows.length) };
}
