import type { View } from "@pingback/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";

export type { View, ViewFilter } from "@pingback/api";

export const viewKeys = {
  list: (workspace: string) => [workspace, "views"] as const,
};

/** The team's first, then the caller's own, each by name. */
export function viewsQuery(workspace: string) {
  return queryOptions({
    queryKey: viewKeys.list(workspace),
    queryFn: ({ signal }): Promise<View[]> => answer(api.GET("/api/v1/views", { signal })),
  });
}

const NONE: View[] = [];

export function useViews(): View[] {
  const me = useMe();
  return useQuery(viewsQuery(me.business.id)).data ?? NONE;
}
