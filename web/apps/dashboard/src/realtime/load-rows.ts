import type { Conversation } from "@pingback/api";
import { answer, api } from "../api";
import { asListed, type Listed } from "../conversations/fields";

const WITHIN = 300;
/** More than these at once, and the lists themselves are asked for again. */
const ONE_BY_ONE = 8;

/** Fetches conversations that events tell of and no list has loaded, so that they can be put in their place. */
export interface Loader {
  load: (id: string) => void;
  /** An event told of the conversation: an answer that is on its way may be from before, and is asked for again. */
  changed: (id: string) => void;
}

const fetchOne = (id: string): Promise<Conversation> =>
  answer(api.GET("/api/v1/conversations/{id}", { params: { path: { id } } }));

export function createLoader(take: (row: Listed) => void, fetchLists: () => void, fetch = fetchOne): Loader {
  let due = new Set<string>();
  /** What is on its way, each with the one answer that counts. */
  const underway = new Map<string, symbol>();

  function load(id: string) {
    if (due.size === 0) setTimeout(run, WITHIN);
    underway.delete(id);
    due.add(id);
  }

  function run() {
    const ids = due;
    due = new Set();
    if (ids.size > ONE_BY_ONE) return fetchLists();
    for (const id of ids) void one(id);
  }

  async function one(id: string) {
    const own = Symbol(id);
    underway.set(id, own);
    try {
      const conversation = await fetch(id);
      if (underway.get(id) === own) take(asListed(conversation));
    } catch {
      // It comes with its page, or with the next event about it.
    } finally {
      if (underway.get(id) === own) underway.delete(id);
    }
  }

  return { load, changed: (id) => void (underway.has(id) && load(id)) };
}
