import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { retryNow } from "./retry-now";

test("what waits for its next try asks at once, what is answered is left alone", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: 8, retryDelay: 60_000 } } });
  let isThere = false;
  const lost = vi.fn(() => (isThere ? Promise.resolve("here") : Promise.reject(new Error("offline"))));
  const found = vi.fn(() => Promise.resolve("here"));
  const stops = [
    new QueryObserver(client, { queryKey: ["w", "lost"], queryFn: lost }).subscribe(() => {}),
    new QueryObserver(client, { queryKey: ["w", "found"], queryFn: found }).subscribe(() => {}),
  ];
  await vi.waitFor(() => expect(client.getQueryState(["w", "lost"])?.fetchFailureCount).toBe(1));
  isThere = true;
  await retryNow(client, ["w"]);
  expect(client.getQueryData(["w", "lost"])).toBe("here");
  expect(lost).toHaveBeenCalledTimes(2);
  expect(found).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
});
