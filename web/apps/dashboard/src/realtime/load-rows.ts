import type { Conversation } from "@pingback/api";
import { answer, api } from "../api";
import { asListed, type Listed } from "../conversations/fields";

const WITHIN = 300;
/** More than these at once, and the lists themselves are asked for again. */
const ONE_BY_ONE = 8;

/** Fetches conversations that events tell of and no list has loaded, so that they can be put in their place. */
export function createLoader(take: (row: Listed) => void, fetchLists: () => void) {
  let due = new Set<string>();
  return (id: string) => {
    if (due.size === 0) setTimeout(run, WITHIN);
    due.add(id);
  };

  function run() {
    const ids = due;
    due = new Set();
    if (ids.size > ONE_BY_ONE) return fetchLists();
    for (const id of ids) void load(id);
  }

  async function load(id: string) {
    try {
      const params = { path: { id } };
      const conversation: Conversation = await answer(api.GET("/api/v1/conversations/{id}", { params }));
      take(asListed(conversation));
    } catch {
      // It comes with its page, or with the next event about it.
    }
  }
}
