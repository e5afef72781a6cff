import type { QueryClient, QueryKey } from "@tanstack/react-query";

const WITHIN = 400;
/** However many events there are, no more often than this. */
const APART = 1_000;

/** Asks for something again, once for a burst of events. For figures that only the server can count. */
export function createRefresh(client: QueryClient) {
  const due = new Set<string>();
  const last = new Map<string, number>();
  return (queryKey: QueryKey) => {
    const id = JSON.stringify(queryKey);
    if (due.has(id)) return;
    due.add(id);
    const sinceLast = Date.now() - (last.get(id) ?? 0);
    setTimeout(
      () => {
        due.delete(id);
        last.set(id, Date.now());
        void client.invalidateQueries({ queryKey });
      },
      Math.max(WITHIN, APART - sinceLast),
    );
  };
}

export type Refresh = ReturnType<typeof createRefresh>;
