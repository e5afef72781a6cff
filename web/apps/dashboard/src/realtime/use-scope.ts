import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMe } from "../accounts/me";
import { createRefresh } from "./refresh";
import type { Scope } from "./scope";

/** For own writes: their answers go the same way into the cache as the events that tell everyone else. */
export function useScope(): Scope {
  const me = useMe();
  const client = useQueryClient();
  const workspace = me.business.id;
  const myId = me.user.id;
  return useMemo(
    () => ({ client, workspace, myId, refresh: createRefresh(client) }),
    [client, workspace, myId],
  );
}
