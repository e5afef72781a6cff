import type { View } from "@pingback/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";

export type { View, ViewFilter } from "@pingback/api";

export const viewKeys = {
  /** And below it the numbers: what changes the views changes them. */
  list: (workspace: string) => [workspace, "views"] as const,
  counts: (workspace: string) => [workspace, "views", "counts"] as const,
};

/** The team's first, then the caller's own, each by name. */
export function viewsQuery(workspace: string) {
  return queryOptions({
    queryKey: viewKeys.list(workspace),
    queryFn: ({ signal }): Promise<View[]> => answer(api.GET("/api/v1/views", { signal })),
  });
}

/** What is counted no further: as many or more. */
export const MOST_COUNTED = 100;
/** Time alone brings conversations into a view of those who wait that long. */
const LOOK_AGAIN = 60_000;

export const asksForWait = (views: readonly View[] | undefined) =>
  views?.some(({ filter }) => typeof filter.waiting_over === "number") ?? false;

/** How many conversations are in the lists of views, labels and channels. */
export function viewCountsQuery(workspace: string) {
  return queryOptions({
    queryKey: viewKeys.counts(workspace),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/views/counts", { signal })),
  });
}

export function useViewCounts() {
  const me = useMe();
  const refetchInterval = asksForWait(useViews()) && LOOK_AGAIN;
  return useQuery({ ...viewCountsQuery(me.business.id), refetchInterval }).data;
}

const NONE: View[] = [];

export function useViews(): View[] {
  const me = useMe();
  return useQuery(viewsQuery(me.business.id)).data ?? NONE;
}
