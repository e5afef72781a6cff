import type { QueryClient } from "@tanstack/react-query";
import type { List } from "./list";
import { conversationKeys } from "./queries";

/** The number of the conversation that follows in the list on the page, or else the one before it. */
export function nextInList(client: QueryClient, workspace: string, id: string): number | null {
  const shown = client
    .getQueryCache()
    .findAll({ queryKey: conversationKeys.lists(workspace), type: "active" });
  for (const query of shown) {
    const rows = (query.state.data as List | undefined)?.rows ?? [];
    const at = rows.findIndex((row) => row.id === id);
    if (at < 0) continue;
    return (rows[at + 1] ?? rows[at - 1])?.number ?? null;
  }
  return null;
}
