import type { Block } from "@pingback/api";
import { useMe } from "../accounts/me";
import { nameOf, useMembers } from "../members/queries";
import { blocks as words } from "../texts/blocks";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";

/** Who put it up and how long ago, in a sentence. */
export function useBlockedBy({ created_by, created_at }: Block): string {
  const me = useMe();
  const members = useMembers();
  const now = useNow();
  const by = created_by === me.user.id ? words.you : (nameOf(members, created_by) ?? words.somebody);
  return words.by(by, longAgo(created_at, now));
}
