import type { Listed } from "./fields";
import type { Sort } from "./filter";

/** What is loaded of a list, in its order. `more` is kept because events add and take rows: the length does not tell. */
export interface List {
  rows: readonly Listed[];
  more: boolean;
}

/** Since when nobody waits there: the last answer, or what ended the wait otherwise. */
export function calmAt(row: Listed): string {
  if (row.calm_at !== undefined) return row.calm_at;
  const newest = row.messages.at(-1);
  const isAnswer = (newest?.sender_type === "agent" || newest?.sender_type === "ai") && !newest.is_private;
  return isAnswer ? newest.created_at : row.updated_at;
}

/** Negative where `a` stands before `b`. The server breaks ties by id, in the direction of the order. */
export function compare(a: Listed, b: Listed, sort: Sort): number {
  if (sort === "newest") return byTime(b.updated_at, a.updated_at) || byText(b.id, a.id);
  if (sort === "oldest") return byTime(a.updated_at, b.updated_at) || byText(a.id, b.id);
  if (a.waiting_since !== null && b.waiting_since !== null)
    return byTime(a.waiting_since, b.waiting_since) || byText(a.id, b.id);
  if (a.waiting_since !== null) return -1;
  if (b.waiting_since !== null) return 1;
  return byTime(calmAt(b), calmAt(a)) || byText(a.id, b.id);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Times of the wire compare as texts, all being UTC; but a full second is written without its fraction. */
export function byTime(a: string, b: string): number {
  return byText(a.replace("Z", ""), b.replace("Z", ""));
}

/** Puts a conversation where it belongs in that order, or takes it out of a list it no longer matches. */
export function place(list: List, conversation: Listed, belongs: boolean, sort: Sort): List {
  const at = list.rows.findIndex((row) => row.id === conversation.id);
  const known = list.rows[at];
  if (!belongs) return known ? { ...list, rows: list.rows.toSpliced(at, 1) } : list;
  // Whatever else changed: what the order goes by did not, so it stays where the server had put it.
  if (known && compare(known, conversation, sort) === 0)
    return { ...list, rows: list.rows.with(at, conversation) };
  const others = known ? list.rows.toSpliced(at, 1) : list.rows;
  const to = others.findIndex((row) => compare(conversation, row, sort) < 0);
  if (to >= 0) return { ...list, rows: others.toSpliced(to, 0, conversation) };
  // Behind every loaded row: it is at the end if that is the end, else it comes with its page.
  if (list.more) return known ? { ...list, rows: others } : list;
  return { ...list, rows: [...others, conversation] };
}

/** Adds the next page. A row that events brought in meanwhile is not there twice, and is the newer account. */
export function withPage(list: List, page: List): List {
  const known = new Set(list.rows.map((row) => row.id));
  return { rows: [...list.rows, ...page.rows.filter((row) => !known.has(row.id))], more: page.more };
}

export function find(list: List, id: string): Listed | undefined {
  return list.rows.find((row) => row.id === id);
}
