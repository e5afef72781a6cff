import { hashKey, type QueryKey } from "@tanstack/react-query";

type Edit<T> = (answer: T) => T;

/**
 * Lists and threads that are being fetched, with what events did to them meanwhile: the answer was read from the database
 * before, perhaps, and would take it back.
 */
const fetching = new Map<string, Set<Edit<unknown>[]>>();

export function noteEdit<T>(key: QueryKey, edit: Edit<T>) {
  // What has one key is of one kind.
  for (const edits of fetching.get(hashKey(key)) ?? []) edits.push(edit as Edit<unknown>);
}

/** Fetches, and does to the answer what happened while it was on its way. */
export async function fetchEdited<T>(key: QueryKey, fetch: () => Promise<T>): Promise<T> {
  const id = hashKey(key);
  const edits: Edit<unknown>[] = [];
  const all = fetching.get(id) ?? new Set();
  fetching.set(id, all.add(edits));
  try {
    const answer = await fetch();
    return edits.reduce<T>((edited, edit) => edit(edited) as T, answer);
  } finally {
    all.delete(edits);
    if (all.size === 0) fetching.delete(id);
  }
}
