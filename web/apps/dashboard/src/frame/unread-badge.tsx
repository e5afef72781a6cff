import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "../accounts/me";
import { countsQuery } from "../conversations/queries";
import { setFaviconBadge } from "./favicon";
import { setUnreadInTitle } from "./title";

/** The caller's unread conversations, where a tab in the background shows them. */
export function UnreadBadge() {
  const me = useMe();
  const unread = useQuery(countsQuery(me.business.id)).data?.unread ?? 0;
  useEffect(() => {
    setUnreadInTitle(unread);
    void setFaviconBadge(unread);
  }, [unread]);
  useEffect(
    () => () => {
      setUnreadInTitle(0);
      void setFaviconBadge(0);
    },
    [],
  );
  return null;
}
