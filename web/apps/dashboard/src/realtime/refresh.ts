import type { QueryClient, QueryKey } from "@tanstack/react-query";

const WITHIN = 400;

/** Asks for something again, once for a burst of events. For figures that only the server can count. */
export function createRefresh(client: QueryClient) {
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  return (queryKey: QueryKey) => {
    const id = JSON.stringify(queryKey);
    if (due.has(id)) return;
    due.set(
      id,
      setTimeout(() => {
        due.delete(id);
        void client.invalidateQueries({ queryKey });
      }, WITHIN),
    );
  };
}

export type Refresh = ReturnType<typeof createRefresh>;
