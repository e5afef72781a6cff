import type { Counts } from "@pingback/api";
import { DEFAULT, type Filter, sameFilter, type Tab } from "../filter";
import type { Rows } from "./use-rows";

/**
 * How many conversations each tab has under the rest of the filter. The kept numbers speak of open ones, and of all
 * of a status; where they say nothing, the list on the page counts itself once it is all there.
 */
export function tabCounts(
  filter: Filter,
  counts: Counts | undefined,
  list: Pick<Rows, "rows" | "more" | "isPending" | "error">,
): Partial<Record<Tab, number>> {
  const { tab, status, sort } = filter;
  const own = list.isPending || list.error || list.more ? {} : { [tab]: list.rows.length };
  if (!counts || !sameFilter(filter, { ...DEFAULT, tab, status, sort })) return own;
  const { mine, unassigned, all, by_status } = counts;
  if (status === "open") return { mine, unassigned, all };
  const ofStatus =
    status === "any" ? Object.values(by_status).reduce((sum, n) => sum + n, 0) : by_status[status];
  return { ...own, all: ofStatus };
}
