import type { Conversation } from "@pingback/api";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { asListed, type Listed } from "./fields";
import { find, type List } from "./list";
import { conversationKeys } from "./queries";

/** Every list there is, also those whose first answer is still to come. */
export function cachedLists(client: QueryClient, workspace: string): [QueryKey, List | undefined][] {
  return client.getQueriesData<List>({ queryKey: conversationKeys.lists(workspace) });
}

/** The row wherever it is cached: in one list it may be missing because it did not belong there until now. */
export function cachedConversation(client: QueryClient, workspace: string, id: string): Listed | undefined {
  for (const [, list] of cachedLists(client, workspace)) {
    const row = list && find(list, id);
    if (row) return row;
  }
  const threads = client.getQueriesData<Conversation>({ queryKey: conversationKeys.threads(workspace) });
  const thread = threads.find(([, data]) => data?.id === id)?.[1];
  return thread && asListed(thread);
}
