import { describe, expect, it } from "vitest";
import { Problem } from "../src/api/http";
import type { SessionKeeper } from "../src/api/session";
import { Uploads } from "../src/conversation/uploads";

type Going = {
  progress: (share: number) => void;
  cancelled: AbortSignal;
  end: (answer: unknown) => void;
  fail: (error: Error) => void;
};

/** Uploads whose other end is this test. */
function begin() {
  const going: Going[] = [];
  const upload: SessionKeeper["upload"] = (_, progress, cancelled) =>
    new Promise((end, fail) => going.push({ progress, cancelled, end, fail }));
  return { going, uploads: new Uploads({ upload } as SessionKeeper) };
}

const settle = () => new Promise((done) => setTimeout(done));
const file = (name: string, size = 3) => {
  const made = new File(["abc"], name);
  Object.defineProperty(made, "size", { value: size });
  return made;
};
const names = (uploads: Uploads) => uploads.items.value.map((item) => item.file.name);

describe("uploads", () => {
  it("tell how much is gone out, and end when they are taken away", async () => {
    const { going, uploads } = begin();
    uploads.add([file("a.pdf")]);
    going[0]?.progress(0.4);
    expect(uploads.items.value[0]).toMatchObject({ state: "uploading", share: 0.4 });
    uploads.remove(uploads.items.value[0]?.key ?? "");
    expect(going[0]?.cancelled.aborted).toBe(true);
    going[0]?.fail(new Problem(0, "Cut."));
    await settle();
    expect(names(uploads)).toEqual([]);
    expect(uploads.busy).toBe(false);
  });

  it("offer another try where it may end otherwise; the rest goes with the next message", async () => {
    const { going, uploads } = begin();
    uploads.add(["tunnel.pdf", "bowl.svg", "empty.txt", "whole.pdf"].map((name) => file(name)));
    going[0]?.fail(new Problem(0, "The chat cannot be reached."));
    going[1]?.fail(new Problem(415, "This type of file is not taken."));
    going[2]?.fail(new Problem(422, "The file is empty."));
    going[3]?.end({ id: "f", name: "whole.pdf" });
    await settle();
    expect(uploads.items.value.map((item) => item.mayRetry)).toEqual([true, false, false, true]);
    expect(uploads.take().map(({ name }) => name)).toEqual(["whole.pdf"]);
    expect(names(uploads)).toEqual(["tunnel.pdf"]);
  });

  it("say that a file is too large until the next message or file", () => {
    const { uploads } = begin();
    const large = file("x.zip", 21 << 20);
    uploads.add([large]);
    expect(uploads.problem.value).toContain("x.zip is larger than 20 MB");
    uploads.take();
    expect(uploads.problem.value).toBe("");
    uploads.add([large]);
    uploads.add([file("small.zip")]);
    expect(uploads.problem.value).toBe("");
    expect(names(uploads)).toEqual(["small.zip"]);
  });
});
