// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type AnswerLeave, letGo, mayLeave, useLeaveQuestion, useUnsaved } from "./unsaved";

let page: Root;
let question: AnswerLeave | null;

function Page({ isChanged }: { isChanged: boolean }) {
  useUnsaved(isChanged);
  question = useLeaveQuestion();
  return null;
}

const show = (isChanged: boolean) => act(async () => page.render(<Page isChanged={isChanged} />));
const answer = (leaves: boolean) => act(async () => question?.(leaves));
const browserAsks = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** Asks, and answers as somebody would. */
async function leave(leaves: boolean) {
  let may: ReturnType<typeof mayLeave> = false;
  await act(async () => {
    // Not awaited: it is answered below.
    may = mayLeave();
  });
  await answer(leaves);
  return may;
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = createRoot(document.createElement("div"));
});
afterEach(() => act(async () => page.unmount()));

it("asks before what is not saved is lost, and only then", async () => {
  await show(false);
  expect(mayLeave()).toBe(true);
  expect(browserAsks()).toBe(false);
  await show(true);
  expect(browserAsks()).toBe(true);
  expect(await leave(false)).toBe(false);
  await show(false);
  expect(mayLeave()).toBe(true);
});

it("guards a page that stays although it might have been left", async () => {
  await show(true);
  expect(await leave(true)).toBe(true);
  expect(browserAsks()).toBe(true);
  expect(await leave(false)).toBe(false);
  await act(async () => page.render(null));
  expect(mayLeave()).toBe(true);
  expect(browserAsks()).toBe(false);
});

it("lets go where the whole document is left", async () => {
  await show(true);
  letGo();
  expect(browserAsks()).toBe(false);
});
