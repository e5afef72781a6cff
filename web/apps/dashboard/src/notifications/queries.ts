import type { Notification } from "@pingback/api";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

export const notificationKeys = {
  list: (workspace: string) => [workspace, "notifications"] as const,
};

export function notificationsQuery(workspace: string) {
  return queryOptions({
    queryKey: notificationKeys.list(workspace),
    queryFn: ({ signal }): Promise<Notification[]> => answer(api.GET("/api/v1/notifications", { signal })),
  });
}
