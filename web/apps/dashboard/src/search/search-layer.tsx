import { part } from "@pingback/ui";
import { Suspense, useEffect } from "react";
import { EarlyKeys } from "../keyboard/early-keys";
import { useCommand } from "../keyboard/use-command";
import { closeSearch, openSearch, useSearchOpen } from "./open";

// Who never searches never loads it.
const SearchPanel = part(() => import("./search-panel"));

export function SearchLayer() {
  const open = useSearchOpen();
  useCommand("search", openSearch);
  // Another workspace, or signed out: not with an old search over it.
  useEffect(() => closeSearch, []);
  return (
    <Suspense fallback={<EarlyKeys onClose={closeSearch} />}>
      {open && <SearchPanel onClose={closeSearch} />}
    </Suspense>
  );
}
