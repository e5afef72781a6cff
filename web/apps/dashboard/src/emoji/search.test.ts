import { describe, expect, it } from "vitest";
import { GROUPS, searchEmoji } from "./search";

const found = (typed: string) => searchEmoji(typed).map(({ character }) => character);

describe("the emoji", () => {
  it("are found by the beginnings of the words they are called by", () => {
    expect(found("thumbs up")).toEqual(["👍"]);
    expect(found("+1")).toEqual(["👍"]);
    expect(found("congrat")).toEqual(["🎉"]);
    expect(found("parcel")).toEqual(["📦"]);
    expect(found("")).toEqual([]);
    expect(found("zzz")).toEqual([]);
  });

  it("are each there once, with a name", () => {
    const all = GROUPS.flatMap(({ emoji }) => emoji);
    expect(new Set(all.map(({ character }) => character)).size).toBe(all.length);
    expect(all.every(({ character, name }) => character !== "" && name !== "")).toBe(true);
  });
});
