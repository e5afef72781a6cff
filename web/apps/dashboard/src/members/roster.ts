import type { Member } from "@pingback/api";

/** Adds a member, or takes over the newer account of one. */
export function withMember(members: readonly Member[], member: Member): Member[] {
  const known = members.findIndex((m) => m.id === member.id);
  if (known < 0) return [...members, member];
  return members.with(known, { ...members[known], ...member });
}

export function withoutMember(members: readonly Member[], id: string): Member[] {
  return members.filter((m) => m.id !== id);
}

export function withStatus(
  members: readonly Member[],
  userId: string,
  change: Partial<Pick<Member, "status" | "is_connected">>,
): Member[] {
  return members.map((m) => (m.user_id === userId ? { ...m, ...change } : m));
}
