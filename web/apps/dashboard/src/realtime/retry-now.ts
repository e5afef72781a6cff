import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** The network is there again: what waits for its next try asks at once, instead of after its pause. */
export async function retryNow(client: QueryClient, queryKey: QueryKey) {
  const waiting = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: "fetching", predicate: ({ state }) => state.fetchFailureCount > 0 })
    .map((query) => query.queryHash);
  const predicate = ({ queryHash }: { queryHash: string }) => waiting.includes(queryHash);
  await client.cancelQueries({ queryKey, predicate });
  await client.refetchQueries({ queryKey, predicate, type: "active" });
}
