import { useQuery } from "@tanstack/react-query";
import { AlarmClock, AtSign, Hand, Inbox, Layers, type LucideIcon } from "lucide-react";
import { useMe } from "../accounts/me";
import type { Search } from "../conversations/filter";
import { countsQuery } from "../conversations/queries";
import { t } from "../texts";
import { RailItem } from "./rail-item";
import { useIsList } from "./use-is-list";

type Counted = "mine" | "unassigned" | "all" | "mentions" | "snoozed";

export const MENTIONS: Search = { mentioned: "yes", status: "any", sort: "newest" };
export const SNOOZED: Search = { status: "pending" };

const LISTS: readonly { id: Counted; label: string; Icon: LucideIcon; search: Search }[] = [
  { id: "mine", label: t.frame.mine, Icon: Inbox, search: { tab: "mine" } },
  { id: "unassigned", label: t.frame.unassigned, Icon: Hand, search: { tab: "unassigned" } },
  { id: "all", label: t.frame.allOpen, Icon: Layers, search: { tab: "all" } },
  { id: "mentions", label: t.lists.mentions, Icon: AtSign, search: MENTIONS },
  { id: "snoozed", label: t.lists.snoozed, Icon: AlarmClock, search: SNOOZED },
];

/** The lists that everyone has. */
export function RailLists({ collapsed, onGone }: { collapsed?: boolean; onGone?: () => void }) {
  const me = useMe();
  const counts = useQuery(countsQuery(me.business.id)).data;
  const isList = useIsList();
  return LISTS.map(({ id, label, Icon, search }) => (
    <RailItem
      key={id}
      label={label}
      icon={<Icon size={collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />}
      search={search}
      isCurrent={isList(search)}
      collapsed={collapsed ?? false}
      count={id === "snoozed" ? counts?.by_status.pending : counts?.[id]}
      onPress={onGone}
    />
  ));
}
