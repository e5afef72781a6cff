import { useMemo } from "react";
import { useNavigate, useParam, usePlace } from "../routing";
import { useViews, type View } from "../views/queries";
import { filterOfView } from "../views/view-filter";
import { DEFAULT, type Filter, filterOf, readSearch, type Search, sameFilter, searchOf } from "./filter";

export interface InboxFilter {
  filter: Filter;
  search: Search;
  /** The saved view that the address names. */
  view: View | undefined;
  /** Whether the list differs from the view, or from the usual one. */
  isChanged: boolean;
  show: (next: Partial<Filter>) => void;
  clear: () => void;
}

const NONE: Search = {};

export const isInboxPath = (path: string) => path === "/inbox" || path.startsWith("/inbox/");

/** The filter lives in the address: a reload, a link and the back button keep it. Outside the inbox: the usual one. */
export function useInboxFilter(): InboxFilter {
  const navigate = useNavigate();
  const place = usePlace();
  const search: Search = isInboxPath(place.pathname) ? readSearch(place.search) : NONE;
  const number = useParam("number");
  const view = useViews().find(({ id }) => id === search.view);
  const asText = JSON.stringify(search);

  // Another conversation opened beside the same list is not another filter.
  const { filter, base } = useMemo(() => {
    const base = view ? filterOfView(view.filter) : DEFAULT;
    return { base, filter: filterOf(JSON.parse(asText) as Search, base) };
  }, [asText, view]);

  const go = (next: Search) =>
    void navigate({
      to: number ? "/inbox/$number" : "/inbox",
      ...(number ? { params: { number } } : {}),
      search: next,
    });
  return {
    filter,
    search,
    view,
    isChanged: !sameFilter(filter, base),
    show: (next) => go(searchOf({ ...filter, ...next }, base, view?.id)),
    // The order is how one looks, not what is looked at.
    clear: () => go(searchOf({ ...DEFAULT, tab: filter.tab, sort: filter.sort })),
  };
}
