import type { Conversation, DraftRef } from "@pingback/api";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";
import { fetchEdited } from "./edits";
import { asListed } from "./fields";
import { asQuery, type Filter } from "./filter";
import { type List, withPage } from "./list";

export type ListedDraft = DraftRef;

export const PAGE_SIZE = 50;
/** So many rows are asked for again at once; further ones come as the end of the list comes near. */
const KEPT = 200;
/** Time alone brings conversations into a list of those who wait that long. */
const LOOK_AGAIN = 60_000;

/** Every key starts with the workspace, so that nothing of one workspace is shown in another. */
export const conversationKeys = {
  all: (workspace: string) => [workspace, "conversations"] as const,
  lists: (workspace: string) => [workspace, "conversations", "list"] as const,
  list: (workspace: string, filter: Filter) => [workspace, "conversations", "list", filter] as const,
  threads: (workspace: string) => [workspace, "conversations", "thread"] as const,
  thread: (workspace: string, number: string) => [workspace, "conversations", "thread", number] as const,
  counts: (workspace: string) => [workspace, "conversations", "counts"] as const,
  drafts: (workspace: string) => [workspace, "drafts"] as const,
};

async function fetchPage(myId: string, filter: Filter, before: string | null, signal?: AbortSignal) {
  const query = { ...asQuery(filter, myId), limit: PAGE_SIZE, ...(before ? { before } : {}) };
  const call = { params: { query }, ...(signal ? { signal } : {}) };
  const rows = await answer(api.GET("/api/v1/conversations", call));
  return { rows: rows.map(asListed), more: rows.length === PAGE_SIZE };
}

/**
 * A list is one array and not pages: events move rows about, and what they did while an answer was on its way
 * must be done to that answer as well.
 */
export function listQuery(client: QueryClient, workspace: string, myId: string, filter: Filter) {
  const queryKey = conversationKeys.list(workspace, filter);
  return queryOptions({
    queryKey,
    queryFn: ({ signal }): Promise<List> =>
      fetchEdited(queryKey, async () => {
        const wanted = Math.min(KEPT, client.getQueryData<List>(queryKey)?.rows.length ?? 0);
        let list: List = await fetchPage(myId, filter, null, signal);
        while (list.more && list.rows.length < wanted) list = await nextPage(list, myId, filter, signal);
        return list;
      }),
    ...(filter.over === null ? {} : { refetchInterval: LOOK_AGAIN }),
  });
}

async function nextPage(list: List, myId: string, filter: Filter, signal?: AbortSignal): Promise<List> {
  return withPage(list, await fetchPage(myId, filter, list.rows.at(-1)?.id ?? null, signal));
}

/** Fetches what follows the last row there is. */
export async function fetchMore(client: QueryClient, workspace: string, myId: string, filter: Filter) {
  const queryKey = conversationKeys.list(workspace, filter);
  const before = client.getQueryData<List>(queryKey)?.rows.at(-1);
  if (!before) return;
  const page = await fetchEdited(queryKey, () => fetchPage(myId, filter, before.id));
  client.setQueryData<List>(queryKey, (list) => {
    // Fetched afresh meanwhile, and shorter now: what this page follows is not its end any more.
    if (!list || list.rows.at(-1)?.id !== before.id) return list;
    return withPage(list, page);
  });
}

/** `number` is what the address says: the number, or the id where a link only knew that. */
export function threadQuery(workspace: string, number: string) {
  const queryKey = conversationKeys.thread(workspace, number);
  return queryOptions({
    queryKey,
    queryFn: ({ signal }): Promise<Conversation> =>
      fetchEdited(queryKey, () =>
        answer(api.GET("/api/v1/conversations/{id}", { params: { path: { id: number } }, signal })),
      ),
  });
}

export function countsQuery(workspace: string) {
  return queryOptions({
    queryKey: conversationKeys.counts(workspace),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/conversations/counts", { signal })),
  });
}

/** Where the caller has begun to write; whoever writes keeps it in step. */
export function draftsQuery(workspace: string) {
  return queryOptions({
    queryKey: conversationKeys.drafts(workspace),
    queryFn: ({ signal }): Promise<DraftRef[]> => answer(api.GET("/api/v1/drafts", { signal })),
    // No event tells of what is written on another device.
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
}
