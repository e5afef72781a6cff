import type { Conversation } from "@pingback/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";
import { asQuery, type Filter } from "./filter";
import type { Page } from "./list";

export const PAGE_SIZE = 50;

/** Every key starts with the workspace, so that nothing of one workspace is shown in another. */
export const conversationKeys = {
  all: (workspace: string) => [workspace, "conversations"] as const,
  lists: (workspace: string) => [workspace, "conversations", "list"] as const,
  list: (workspace: string, filter: Filter) => [workspace, "conversations", "list", filter] as const,
  threads: (workspace: string) => [workspace, "conversations", "thread"] as const,
  thread: (workspace: string, number: string) => [workspace, "conversations", "thread", number] as const,
  counts: (workspace: string) => [workspace, "conversations", "counts"] as const,
};

export function listQuery(workspace: string, myId: string, filter: Filter) {
  return infiniteQueryOptions({
    queryKey: conversationKeys.list(workspace, filter),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam: before, signal }): Promise<Page> => {
      const query = { ...asQuery(filter, myId), limit: PAGE_SIZE, ...(before ? { before } : {}) };
      const rows = await answer(api.GET("/api/v1/conversations", { params: { query }, signal }));
      return { rows, more: rows.length === PAGE_SIZE };
    },
    getNextPageParam: (last, pages) => {
      if (!last.more) return null;
      // Events may have emptied the last page: the cursor is the last row there is.
      return pages.flatMap((page) => page.rows).at(-1)?.id ?? null;
    },
  });
}

/** `number` is what the address says: the number, or the id where a link only knew that. */
export function threadQuery(workspace: string, number: string) {
  return queryOptions({
    queryKey: conversationKeys.thread(workspace, number),
    queryFn: ({ signal }): Promise<Conversation> =>
      answer(api.GET("/api/v1/conversations/{id}", { params: { path: { id: number } }, signal })),
  });
}

export function countsQuery(workspace: string) {
  return queryOptions({
    queryKey: conversationKeys.counts(workspace),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/conversations/counts", { signal })),
  });
}
