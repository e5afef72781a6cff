import type { Conversation } from "@pingback/api";
import { cachedLists } from "../conversations/cached";
import { noteEdit } from "../conversations/edits";
import type { Listed } from "../conversations/fields";
import { type Filter, type Judge, matches } from "../conversations/filter";
import { find, type List, place } from "../conversations/list";
import { conversationKeys } from "../conversations/queries";
import type { Scope } from "./scope";

interface Placing extends Pick<Judge, "mentionsMe"> {
  /** Where only the server knows whether it belongs, ask it. */
  askIfUnknown?: boolean;
}

/** Puts a conversation into every list it belongs to, and takes it out of all others. */
export function placeEverywhere(scope: Scope, row: Listed, { askIfUnknown, ...judge }: Placing = {}) {
  const now = Date.now();
  for (const [key, list] of cachedLists(scope.client, scope.workspace)) {
    const filter = key.at(-1) as Filter;
    const wasIn = list !== undefined && find(list, row.id) !== undefined;
    const belongs = matches(row, filter, { ...judge, myId: scope.myId, now, wasIn });
    if (belongs === null) {
      if (askIfUnknown) scope.refresh(key);
      continue;
    }
    change(scope, key, list, (before) => place(before, row, belongs, filter.sort));
  }
}

/** Changes a row where it stands: by nothing that orders or filters. */
export function changeRow(scope: Scope, id: string, next: (row: Listed) => Listed) {
  changeRows(scope, (row) => row.id === id, next);
}

export function changeRows(scope: Scope, which: (row: Listed) => boolean, next: (row: Listed) => Listed) {
  for (const [key, list] of cachedLists(scope.client, scope.workspace)) {
    change(scope, key, list, (before) =>
      before.rows.some(which)
        ? { ...before, rows: before.rows.map((row) => (which(row) ? next(row) : row)) }
        : before,
    );
  }
}

function change(
  { client }: Scope,
  key: readonly unknown[],
  list: List | undefined,
  edit: (list: List) => List,
) {
  noteEdit(key, edit);
  const after = list && edit(list);
  if (after !== list) client.setQueryData<List>(key, after);
}

export function belongsAnywhere({ client, workspace, myId }: Scope, row: Listed): boolean {
  const now = Date.now();
  return cachedLists(client, workspace).some(
    ([key]) => matches(row, key.at(-1) as Filter, { myId, now }) !== false,
  );
}

export function eachThread(
  { client, workspace }: Scope,
  which: (thread: Conversation) => boolean,
  next: (thread: Conversation) => Conversation,
) {
  const edit = (thread: Conversation) => (which(thread) ? next(thread) : thread);
  const threads = { queryKey: conversationKeys.threads(workspace) };
  for (const [key] of client.getQueriesData<Conversation>(threads)) noteEdit(key, edit);
  client.setQueriesData<Conversation>(threads, (thread) => thread && edit(thread));
}
