import { t } from "../../texts";
import { DEFAULT, type Filter, sameFilter } from "../filter";

/** What an empty list means. */
export function emptyText(filter: Filter): string {
  const usual = { ...DEFAULT, sort: filter.sort };
  if (sameFilter(filter, { ...usual, tab: filter.tab })) return t.conversations.empty[filter.tab];
  if (sameFilter(filter, { ...usual, status: "any", mentioned: true })) return t.lists.empty.mentions;
  if (sameFilter(filter, { ...usual, status: "pending" })) return t.lists.empty.snoozed;
  if (sameFilter(filter, { ...usual, tab: filter.tab, status: filter.status }))
    return t.conversations.empty.other;
  return t.lists.empty.filtered;
}
