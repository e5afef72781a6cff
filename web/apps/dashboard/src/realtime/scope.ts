import type { QueryClient } from "@tanstack/react-query";
import type { Refresh } from "./refresh";

/** What events are applied to. */
export interface Scope {
  client: QueryClient;
  workspace: string;
  myId: string;
  refresh: Refresh;
  /** Fetches a conversation that no list has loaded. */
  load?: (conversationId: string) => void;
  /** Whether the caller has that conversation before their eyes. */
  isShown?: (conversationNumber: number) => boolean;
}
