// @vitest-environment happy-dom

import type { Attachment } from "@pingback/api";
import { beforeEach, expect, it, vi } from "vitest";
import type { Upload } from "./uploads";

let answer: (done: Attachment) => void;

vi.mock("./uploads-send", () => ({
  sendFile: () => ({
    done: new Promise<Attachment>((resolve) => {
      answer = resolve;
    }),
    cancel: () => undefined,
  }),
}));

/** The page as it is after a reload. */
async function load() {
  vi.resetModules();
  const { queryClient } = await import("../../query-client");
  queryClient.setQueryData(["me"], { user: { id: "ada" } });
  return import("./uploads");
}

const guide = { id: "a1", name: "guide.txt", size: 6 } as Attachment;
const names = (files: { uploads: readonly Upload[] }) => files.uploads.map(({ name }) => name);

beforeEach(() => sessionStorage.clear());

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
