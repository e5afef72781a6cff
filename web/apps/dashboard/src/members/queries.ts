import type { Member } from "@pingback/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";

export const memberKeys = {
  list: (workspace: string) => [workspace, "members"] as const,
};

export function membersQuery(workspace: string) {
  return queryOptions({
    queryKey: memberKeys.list(workspace),
    queryFn: ({ signal }): Promise<Member[]> => answer(api.GET("/api/v1/team/members", { signal })),
  });
}

const NONE: Member[] = [];

export function useMembers(): Member[] {
  const me = useMe();
  return useQuery(membersQuery(me.business.id)).data ?? NONE;
}

/** The caller's own row, once the members are loaded. */
export function useOwnMember(): Member | undefined {
  const me = useMe();
  return useMembers().find((member) => member.user_id === me.user.id);
}

export function nameOf(members: readonly Member[], userId: string | null): string | undefined {
  return userId === null ? undefined : members.find((m) => m.user_id === userId)?.name;
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
