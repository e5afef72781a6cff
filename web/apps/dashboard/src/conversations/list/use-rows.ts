import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMe } from "../../accounts/me";
import type { Listed } from "../fields";
import type { Filter } from "../filter";
import { fetchMore, listQuery } from "../queries";

export interface Rows {
  rows: readonly Listed[];
  more: boolean;
  isPending: boolean;
  error: Error | null;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

const NONE: readonly Listed[] = [];
/** A page that did not come is asked for again, but not in a hurry. */
const TRY_AGAIN_AFTER = 3000;

export function useRows(filter: Filter): Rows {
  const me = useMe();
  const client = useQueryClient();
  const workspace = me.business.id;
  const myId = me.user.id;
  const { data, error, isPending, refetch } = useQuery(listQuery(client, workspace, myId, filter));
  const [isLoadingMore, setLoadingMore] = useState(false);
  const shown = useRef(filter);
  useEffect(() => {
    shown.current = filter;
    setLoadingMore(false);
  }, [filter]);

  const loadMore = useCallback(() => {
    setLoadingMore(true);
    const done = () => {
      if (shown.current === filter) setLoadingMore(false);
    };
    fetchMore(client, workspace, myId, filter).then(done, () => setTimeout(done, TRY_AGAIN_AFTER));
  }, [client, workspace, myId, filter]);

  return useMemo(
    () => ({
      rows: data?.rows ?? NONE,
      more: data?.more ?? false,
      isPending,
      error,
      isLoadingMore,
      loadMore,
      retry: () => void refetch(),
    }),
    [data, isPending, error, isLoadingMore, loadMore, refetch],
  );
}
