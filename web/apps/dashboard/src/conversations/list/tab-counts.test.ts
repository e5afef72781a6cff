import { expect, it } from "vitest";
import { DEFAULT } from "../filter";
import { tabCounts } from "./tab-counts";
import type { Rows } from "./use-rows";

const counts = {
  mine: 2,
  unassigned: 3,
  all: 7,
  mentions: 0,
  unread: 0,
  by_status: { open: 7, pending: 1, resolved: 40, closed: 5 },
};
const listed = (n: number, more = false) => ({
  rows: Array(n) as Rows["rows"],
  more,
  isPending: false,
  error: null,
});

it("the kept numbers are those of the open ones", () => {
  expect(tabCounts(DEFAULT, counts, listed(7))).toEqual({ mine: 2, unassigned: 3, all: 7 });
  expect(tabCounts({ ...DEFAULT, tab: "mine", sort: "newest" }, counts, listed(2)).all).toBe(7);
});

it("with another status, no number is one of open conversations", () => {
  const resolved = { ...DEFAULT, status: "resolved" as const };
  expect(tabCounts(resolved, counts, listed(40))).toEqual({ all: 40 });
  expect(tabCounts({ ...resolved, tab: "mine" }, counts, listed(4))).toEqual({ mine: 4, all: 40 });
  expect(tabCounts({ ...DEFAULT, status: "any" }, counts, listed(50, true))).toEqual({ all: 53 });
});

it("narrowed by more than that, a list counts itself, once it is all there", () => {
  const labelled = { ...DEFAULT, label: "l1" };
  expect(tabCounts(labelled, counts, listed(4))).toEqual({ all: 4 });
  expect(tabCounts(labelled, counts, listed(50, true))).toEqual({});
  expect(tabCounts(labelled, counts, { ...listed(0), isPending: true })).toEqual({});
  expect(tabCounts(labelled, counts, { ...listed(0), error: new Error("no answer") })).toEqual({});
});
