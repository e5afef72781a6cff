import { describe, expect, it } from "vitest";
import { triggerAt } from "./trigger";

const end = (text: string, isNote = false) => triggerAt(text, text.length, isNote);

describe("suggestions", () => {
  it("of canned replies come after a slash that begins a word", () => {
    expect(end("/")).toEqual({ mark: "/", typed: "", from: 0, to: 1 });
    expect(end("Hello /than")).toEqual({ mark: "/", typed: "than", from: 6, to: 11 });
    expect(end("and/or")).toBe(null);
    expect(end("https://example")).toBe(null);
    expect(end("/ hello")).toBe(null);
  });

  it("of members come after an @, in notes only", () => {
    expect(end("@ol", true)).toEqual({ mark: "@", typed: "ol", from: 0, to: 3 });
    expect(end("ask @Ada By", true)).toEqual({ mark: "@", typed: "Ada By", from: 4, to: 11 });
    expect(end("@ol")).toBe(null);
    expect(end("me@example", true)).toBe(null);
  });

  it("are about the place of the caret", () => {
    expect(triggerAt("/tha and more", 4, false)).toMatchObject({ typed: "tha", to: 4 });
  });
});
