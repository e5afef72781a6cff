import type { components } from "@pingback/api";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

type Schemas = components["schemas"];
export type Found = Schemas["SearchResults"];
export type Hit = Schemas["SearchedConversation"];
export type Part = Schemas["SearchPart"];

const SHOWN = 20;

export function searchQuery(workspace: string, q: string) {
  return queryOptions({
    queryKey: [workspace, "search", q],
    enabled: q !== "",
    queryFn: ({ signal }): Promise<Found> =>
      answer(api.GET("/api/v1/search", { params: { query: { q, limit: SHOWN } }, signal })),
    // The next letter narrows what is shown; it does not blank it.
    placeholderData: keepPreviousData,
    staleTime: 5000,
    gcTime: 60_000,
  });
}
