import { hashKey, type QueryKey } from "@tanstack/react-query";
import type { List } from "./list";

type Edit = (list: List) => List;

/**
 * Lists that are being fetched, with what events did to them meanwhile: the answer was read from the database
 * before, perhaps, and would take it back.
 */
const fetching = new Map<string, Set<Edit[]>>();

export function noteEdit(key: QueryKey, edit: Edit) {
  for (const edits of fetching.get(hashKey(key)) ?? []) edits.push(edit);
}

/** Fetches, and does to the answer what happened while it was on its way. */
export async function fetchEdited(key: QueryKey, fetch: () => Promise<List>): Promise<List> {
  const id = hashKey(key);
  const edits: Edit[] = [];
  const all = fetching.get(id) ?? new Set();
  fetching.set(id, all.add(edits));
  try {
    const list = await fetch();
    return edits.reduce((edited, edit) => edit(edited), list);
  } finally {
    all.delete(edits);
    if (all.size === 0) fetching.delete(id);
  }
}
