// @vitest-environment happy-dom

import type { Conversation } from "@pingback/api";
import { act, createRef, type RefObject } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useSeenMessage } from "./message-reading";

const seen: RefObject<string | null> = createRef();
let root: Root;

function Log({ ids, following }: { ids: string[]; following: boolean }) {
  const messages = ids.map((id) => ({ id }));
  useSeenMessage({ messages } as unknown as Conversation, following, seen);
  return null;
}

const show = (ids: string[], following = true) =>
  act(() => root.render(<Log ids={ids} following={following} />));
const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  seen.current = null;
  root = createRoot(document.createElement("div"));
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("what was there at the opening is seen at once, what comes only after a moment on the screen", () => {
  show(["m1", "m2"]);
  expect(seen.current).toBe("m2");
  show(["m1", "m2", "m3"]);
  pass(900);
  expect(seen.current).toBe("m2");
  pass(200);
  expect(seen.current).toBe("m3");
});

it("what came below the part on the screen is not seen before somebody goes there", () => {
  show(["m1"]);
  show(["m1", "m2"], false);
  pass(5000);
  expect(seen.current).toBe("m1");
  show(["m1", "m2"]);
  pass(1100);
  expect(seen.current).toBe("m2");
});

it("a hidden window shows nothing", () => {
  const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  show(["m1"]);
  show(["m1", "m2"]);
  pass(5000);
  expect(seen.current).toBe("m1");
  state.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  pass(1100);
  expect(seen.current).toBe("m2");
});
