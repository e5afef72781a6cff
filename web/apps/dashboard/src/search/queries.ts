import type { Conversation, Customer } from "@pingback/api";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer } from "../api";
import { ahead } from "../api-ahead";

export interface Part {
  text: string;
  is_match: boolean;
}

export interface Hit {
  conversation: Conversation;
  match: { field: "message" | "customer" | "number"; message_id: string | null; parts: Part[] };
}

export interface Found {
  conversations: Hit[];
  customers: Customer[];
}

const SHOWN = 20;

export function searchQuery(workspace: string, q: string) {
  return queryOptions({
    queryKey: [workspace, "search", q],
    enabled: q !== "",
    queryFn: ({ signal }): Promise<Found> =>
      answer(ahead.GET<Found>("/api/v1/search", { params: { query: { q, limit: SHOWN } }, signal })),
    // The next letter narrows what is shown; it does not blank it.
    placeholderData: keepPreviousData,
    staleTime: 5000,
    gcTime: 60_000,
  });
}
