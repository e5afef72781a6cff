import type { QueryClient } from "@tanstack/react-query";
import type { List } from "../list";
import { conversationKeys } from "../queries";

/** The number of the conversation that follows in the list on the page, or else the one before it. */
export function nextInList(client: QueryClient, workspace: string, id: string): number | null {
  const lists = client.getQueryCache().findAll({ queryKey: conversationKeys.lists(workspace) });
  // On a phone the list is behind the conversation: then the one that was seen last.
  lists.sort(
    (a, b) => Number(b.isActive()) - Number(a.isActive()) || b.state.dataUpdatedAt - a.state.dataUpdatedAt,
  );
  for (const query of lists) {
    const rows = (query.state.data as List | undefined)?.rows ?? [];
    const at = rows.findIndex((row) => row.id === id);
    if (at < 0) continue;
    return (rows[at + 1] ?? rows[at - 1])?.number ?? null;
  }
  return null;
}
