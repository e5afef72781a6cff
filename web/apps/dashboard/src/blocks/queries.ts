import type { Block } from "@pingback/api";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";

export const blockKeys = {
  // The event `settings_changed` asks for it again.
  list: (workspace: string) => [workspace, "blocks"] as const,
};

/** All blocks, the newest first. */
export function blocksQuery(workspace: string) {
  return queryOptions({
    queryKey: blockKeys.list(workspace),
    queryFn: ({ signal }): Promise<Block[]> => answer(api.GET("/api/v1/blocks", { signal })),
  });
}
