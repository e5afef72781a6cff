import type { QueryClient } from "@tanstack/react-query";
import type { Loader } from "./load-rows";
import type { Refresh } from "./refresh";

/** What events are applied to. */
export interface Scope {
  client: QueryClient;
  workspace: string;
  myId: string;
  refresh: Refresh;
  /** Fetches conversations that no list has loaded. */
  loader?: Loader;
  /** Whether the caller has that conversation before their eyes. */
  isShown?: (conversationNumber: number) => boolean;
}
