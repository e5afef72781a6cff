import { expect, it } from "vitest";
import { extend, NOTHING, toggle, within } from "./selection";
import { shiftOf } from "./still-rows";

const shown = ["a", "b", "c", "d", "e"];

it("goes from the last choice to the row that is pressed with Shift", () => {
  const one = toggle(NOTHING, "b");
  expect(within(extend(one, "d", shown), shown)).toEqual(["b", "c", "d"]);
  expect(within(extend(one, "a", shown), shown)).toEqual(["a", "b"]);
  const apart = toggle(toggle(NOTHING, "a"), "d");
  expect(within(extend(apart, "e", shown), shown)).toEqual(["a", "d", "e"]);
  // Once more from the same row.
  expect(within(extend(extend(one, "d", shown), "c", shown), shown)).toEqual(["b", "c", "d"]);
  expect(within(extend(NOTHING, "c", shown), shown)).toEqual(["c"]);
});

it("takes back a choice, and forgets what left the list", () => {
  expect(toggle(toggle(NOTHING, "a"), "a").ids.size).toBe(0);
  expect(within(toggle(toggle(NOTHING, "a"), "z"), shown)).toEqual(["a"]);
});

it("knows how far most of the visible rows moved", () => {
  const rows = (text: string) => [...text].map((id) => ({ id }));
  expect(shiftOf(rows("abcdef"), rows("xabcdef"), 2, 3)).toBe(1);
  expect(shiftOf(rows("abcdef"), rows("bcdef"), 2, 3)).toBe(-1);
  expect(shiftOf(rows("abcdef"), rows("abcdef"), 2, 3)).toBe(0);
  // One that is looked at went to the top: the others came down by its place alone.
  expect(shiftOf(rows("abcdef"), rows("dabcef"), 2, 3)).toBe(0);
  expect(shiftOf(rows("abcdef"), rows("fabcde"), 2, 3)).toBe(1);
  expect(shiftOf(rows("abcdef"), rows("xyz"), 2, 3)).toBe(0);
});
