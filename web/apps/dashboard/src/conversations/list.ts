import type { Conversation } from "@pingback/api";

/** One page of a list. `more` is kept because events add and take rows: the length no longer tells. */
export interface Page {
  rows: Conversation[];
  more: boolean;
}

/** Puts a conversation where its `updated_at` belongs, or takes it out of a list it no longer matches. */
export function place(pages: readonly Page[], conversation: Conversation, belongs: boolean): Page[] {
  const without = pages.map((page) =>
    page.rows.some((row) => row.id === conversation.id)
      ? { ...page, rows: page.rows.filter((row) => row.id !== conversation.id) }
      : page,
  );
  if (!belongs) return without;
  for (const [i, page] of without.entries()) {
    const at = page.rows.findIndex((row) => row.updated_at <= conversation.updated_at);
    if (at >= 0) return without.with(i, { ...page, rows: page.rows.toSpliced(at, 0, conversation) });
  }
  // Older than every loaded row: it is at the end if that is the end, else it comes with its page.
  const last = without.at(-1);
  if (!last || last.more) return without;
  return without.with(-1, { ...last, rows: [...last.rows, conversation] });
}

export function find(pages: readonly Page[], id: string): Conversation | undefined {
  for (const page of pages) {
    const row = page.rows.find((r) => r.id === id);
    if (row) return row;
  }
  return undefined;
}
