import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

export const billingKeys = {
  usage: (workspace: string) => [workspace, "usage"] as const,
};

export function usageQuery(workspace: string) {
  return queryOptions({
    queryKey: billingKeys.usage(workspace),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/billing/usage", { signal })),
  });
}
