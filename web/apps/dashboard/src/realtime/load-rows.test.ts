import type { Conversation } from "@pingback/api";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { conversation } from "../testing/records";
import { createLoader } from "./load-rows";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const answers: ((conversation: Conversation) => void)[] = [];
  const fetch = vi.fn(() => new Promise<Conversation>((resolve) => answers.push(resolve)));
  const [take, fetchLists] = [vi.fn(), vi.fn()];
  return { loader: createLoader(take, fetchLists, fetch), answers, fetch, take, fetchLists };
}

it("fetches once what several events told of", async () => {
  const { loader, answers, fetch, take } = setUp();
  loader.load("c1");
  loader.load("c1");
  await vi.advanceTimersByTimeAsync(300);
  expect(fetch).toHaveBeenCalledOnce();
  answers[0]?.(conversation({ id: "c1" }));
  await vi.advanceTimersByTimeAsync(0);
  expect(take).toHaveBeenCalledOnce();
});

it("does not take an answer that an event has overtaken, and asks again", async () => {
  const { loader, answers, fetch, take } = setUp();
  loader.load("c1");
  await vi.advanceTimersByTimeAsync(300);
  // Closed while the answer, which says open, is on its way.
  loader.changed("c1");
  answers[0]?.(conversation({ id: "c1", status: "open" }));
  await vi.advanceTimersByTimeAsync(300);
  expect(take).not.toHaveBeenCalled();
  expect(fetch).toHaveBeenCalledTimes(2);
  answers[1]?.(conversation({ id: "c1", status: "closed" }));
  await vi.advanceTimersByTimeAsync(0);
  expect(take).toHaveBeenCalledOnce();
  expect(take.mock.calls[0]?.[0]).toMatchObject({ status: "closed" });
});

it("asks for nothing that was not on its way", async () => {
  const { loader, fetch } = setUp();
  loader.changed("c1");
  await vi.advanceTimersByTimeAsync(300);
  expect(fetch).not.toHaveBeenCalled();
});

it("asks for the lists instead of many one by one", async () => {
  const { loader, fetch, fetchLists } = setUp();
  for (let n = 0; n < 9; n += 1) loader.load(`c${n}`);
  await vi.advanceTimersByTimeAsync(300);
  expect(fetch).not.toHaveBeenCalled();
  expect(fetchLists).toHaveBeenCalledOnce();
});
