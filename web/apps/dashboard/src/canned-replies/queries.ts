import type { CannedReply } from "@pingback/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";

export type { CannedReply };

export const cannedReplyKeys = {
  list: (workspace: string) => [workspace, "canned-replies"] as const,
};

/** The caller's own and the team's, by shortcut. The event `settings_changed` asks for them again. */
export function cannedRepliesQuery(workspace: string) {
  return queryOptions({
    queryKey: cannedReplyKeys.list(workspace),
    queryFn: ({ signal }): Promise<CannedReply[]> => answer(api.GET("/api/v1/canned-replies", { signal })),
  });
}

const NONE: CannedReply[] = [];

export function useCannedReplies(): CannedReply[] {
  const me = useMe();
  return useQuery(cannedRepliesQuery(me.business.id)).data ?? NONE;
}
