import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefresh } from "./refresh";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const client = new QueryClient();
  const asked = vi.spyOn(client, "invalidateQueries");
  return { refresh: createRefresh(client), asked };
}

it("asks once for a burst, after its last event was heard", async () => {
  const { refresh, asked } = setUp();
  for (let n = 0; n < 5; n += 1) refresh(["b1", "counts"]);
  refresh(["b1", "members"]);
  expect(asked).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(400);
  expect(asked.mock.calls.map(([filters]) => filters?.queryKey)).toEqual([
    ["b1", "counts"],
    ["b1", "members"],
  ]);
});

it("asks at most once a second while events go on, and once more after the last", async () => {
  const { refresh, asked } = setUp();
  for (let ms = 0; ms < 10_000; ms += 50) {
    refresh(["b1", "counts"]);
    await vi.advanceTimersByTimeAsync(50);
  }
  const during = asked.mock.calls.length;
  expect(during).toBeGreaterThanOrEqual(9);
  expect(during).toBeLessThanOrEqual(11);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveBeenCalledTimes(during + 1);
});
