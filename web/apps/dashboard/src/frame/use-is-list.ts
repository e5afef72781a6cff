import { DEFAULT, filterOf, type Search, sameFilter } from "../conversations/filter";
import { isInboxPath, useInboxFilter } from "../conversations/use-filter";
import { usePlace } from "../routing";
import { filterOfView } from "../views/view-filter";

/** Whether an address of the inbox is the list that is shown now, in whatever order. */
export function useIsList(): (search: Search) => boolean {
  const isInbox = isInboxPath(usePlace().pathname);
  const { filter, view } = useInboxFilter();
  return (search) => {
    if (!isInbox || view?.id !== search.view) return false;
    const list = filterOf(search, view && filterOfView(view.filter));
    return sameFilter({ ...filter, sort: DEFAULT.sort }, { ...list, sort: DEFAULT.sort });
  };
}
