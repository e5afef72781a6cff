import type { Widget, WidgetIdentity } from "@pingback/api";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

export const widgetKeys = {
  // The event `settings_changed` asks for everything below it again.
  list: (workspace: string) => [workspace, "widgets"] as const,
  identity: (workspace: string, id: string) => [workspace, "widgets", id, "identity"] as const,
};

export function widgetsQuery(workspace: string) {
  return queryOptions({
    queryKey: widgetKeys.list(workspace),
    queryFn: ({ signal }): Promise<Widget[]> => answer(api.GET("/api/v1/widgets", { signal })),
  });
}

export function identityQuery(workspace: string, id: string) {
  return queryOptions({
    queryKey: widgetKeys.identity(workspace, id),
    queryFn: ({ signal }): Promise<WidgetIdentity> =>
      answer(api.GET("/api/v1/widget/{id}/identity", { params: { path: { id } }, signal })),
  });
}
