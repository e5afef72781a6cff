import { DEFAULT, filterOf, type Search, sameFilter } from "../conversations/filter";
import { isInboxPath, useInboxFilter } from "../conversations/use-filter";
import { usePlace } from "../routing";

/** Whether an address of the inbox is the list that is shown now, in whatever order. */
export function useIsList(): (search: Search) => boolean {
  const isInbox = isInboxPath(usePlace().pathname);
  const { filter, view } = useInboxFilter();
  return (search) => {
    if (!isInbox) return false;
    if (view || search.view) return view?.id === search.view;
    return sameFilter({ ...filter, sort: DEFAULT.sort }, { ...filterOf(search), sort: DEFAULT.sort });
  };
}
