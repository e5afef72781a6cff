// @vitest-environment happy-dom

import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteViewing, useViewers } from "./viewers";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Viewers() {
  return useViewers("c1").join(" ");
}

it("who looks is known until they leave, or do not repeat it any more", async () => {
  const box = document.createElement("div");
  await act(async () => createRoot(box).render(createElement(Viewers)));
  const note = (user_id: string, is_viewing: boolean) =>
    act(async () => noteViewing({ conversation_id: "c1", user_id, is_viewing }));
  await note("ada", true);
  await note("james", true);
  expect(box.textContent).toBe("ada james");
  await note("ada", false);
  expect(box.textContent).toBe("james");
  await act(async () => vi.advanceTimersByTime(40_000));
  await note("james", true);
  await act(async () => vi.advanceTimersByTime(40_000));
  expect(box.textContent).toBe("james");
  await act(async () => vi.advanceTimersByTime(20_000));
  expect(box.textContent).toBe("");
});
