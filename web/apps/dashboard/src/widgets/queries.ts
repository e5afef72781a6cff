import type { Widget } from "@pingback/api";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

export const widgetKeys = {
  list: (workspace: string) => [workspace, "widgets"] as const,
};

export function widgetsQuery(workspace: string) {
  return queryOptions({
    queryKey: widgetKeys.list(workspace),
    queryFn: ({ signal }): Promise<Widget[]> => answer(api.GET("/api/v1/widget", { signal })),
  });
}
