// @vitest-environment happy-dom

import type { Attachment } from "@pingback/api";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Upload } from "./uploads";

let answer: (done: Attachment) => void;
let progress: (share: number) => void;

vi.mock("./uploads-send", () => ({
  sendFile: (...[, , , onProgress]: [string, File, string, typeof progress]) => ({
    done: new Promise<Attachment>((resolve) => {
      answer = resolve;
      progress = onProgress;
    }),
    cancel: () => undefined,
  }),
}));

/** Signs somebody in, or nobody, in the page that is loaded. */
async function signIn(id: string | null) {
  const { queryClient } = await import("../../query-client");
  queryClient.setQueryData(["me"], id && { user: { id } });
}

/** The page as it is after a reload. */
async function load() {
  vi.resetModules();
  await signIn("ada");
  return import("./uploads");
}

const guide = { id: "a1", name: "guide.txt", size: 6 } as Attachment;
const names = (files: { uploads: readonly Upload[] }) => files.uploads.map(({ name }) => name);

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("what was uploaded and not sent is there again after a reload", async () => {
  const page = await load();
  page.addFiles("c1", [new File(["How to"], "guide.txt")]);
  answer(guide);
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(1));
  const again = await load();
  expect(names(again.filesOf("c1"))).toEqual(["guide.txt"]);
  expect(names(again.filesOf("c2"))).toEqual([]);
});

it("what is on its way has the browser ask before the page goes, and only then", async () => {
  const asks = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const page = await load();
  expect(asks()).toBe(false);
  page.addFiles("c1", [new File(["How to"], "guide.txt")]);
  expect(asks()).toBe(true);
  answer(guide);
  await vi.waitFor(() => expect(asks()).toBe(false));
});

it("whoever signs in next in the same tab has a composer of their own", async () => {
  const page = await load();
  page.giveBack("c1", [guide]);
  page.addFiles("c1", [new File(["Late"], "late.txt")]);
  await signIn("bea");
  expect(names(page.filesOf("c1"))).toEqual([]);
  answer({ id: "a2", name: "late.txt", size: 4 } as Attachment);
  await signIn("ada");
  await vi.waitFor(() => expect(page.filesOf("c1").uploads.every(({ done }) => done)).toBe(true));
  expect(names(page.filesOf("c1"))).toEqual(["guide.txt", "late.txt"]);
});

it("nothing is kept where nobody is signed in, and logging out takes one's own along", async () => {
  const page = await load();
  page.giveBack("c1", [guide]);
  await signIn("bea");
  page.giveBack("c1", [guide]);
  const { forgetFiles } = await import("./uploads-kept");
  forgetFiles();
  expect(Object.keys(sessionStorage)).toEqual(["pingback.files.ada.c1"]);
  await signIn(null);
  page.giveBack("c2", [guide]);
  expect(sessionStorage).toHaveLength(1);
});

it("what the server has deleted by now does not come back, whenever it was last saved", async () => {
  const hour = 3_600_000;
  vi.useFakeTimers({ toFake: ["Date"] });
  (await load()).giveBack("c1", [guide]);
  vi.setSystemTime(Date.now() + 20 * hour);
  const later = await load();
  later.giveBack("c1", [{ ...guide, id: "a2", name: "map.txt" }]);
  vi.setSystemTime(Date.now() + 5 * hour);
  expect(names((await load()).filesOf("c1"))).toEqual(["map.txt"]);
});

it("is saved once it is there, not while it goes; a full storage breaks nothing", async () => {
  const page = await load();
  const full = vi.fn(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: full });
  page.addFiles("c1", [new File(["How to"], "guide.txt")]);
  progress(0.5);
  expect(page.filesOf("c1").uploads[0]?.share).toBe(0.5);
  expect(full).not.toHaveBeenCalled();
  answer(guide);
  await vi.waitFor(() => expect(full).toHaveBeenCalledTimes(1));
  expect(page.filesOf("c1").uploads[0]).toMatchObject({ done: guide, error: null });
  await vi.waitFor(() =>
    expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true),
  );
});
