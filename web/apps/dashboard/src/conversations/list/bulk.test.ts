import { describe, expect, it } from "vitest";
import { listed } from "../../testing/records";
import { changesOf, inverse, labelsOn } from "./bulk";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const LATER = "2026-11-25T09:00:00Z";
const EARLIER = "2026-11-24T09:00:00Z";
const rows = [
  listed({ id: "a", label_ids: ["x"], priority: "high" }),
  listed({ id: "b", status: "pending", snoozed_until: LATER, assignee_id: "ada" }),
  listed({ id: "c", status: "resolved", label_ids: ["x", "y"] }),
];

describe("a change of many conversations", () => {
  it("leaves out those that are like that already", () => {
    expect(changesOf(rows, { status: "resolved" }).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(changesOf(rows, { add_label_ids: ["x"] }).map(({ id }) => id)).toEqual(["b"]);
    expect(changesOf(rows, { remove_label_ids: ["y"] })).toEqual([{ id: "c", remove_label_ids: ["y"] }]);
    expect(changesOf(rows, { assignee_id: null }).map(({ id }) => id)).toEqual(["b"]);
    expect(changesOf(rows, { priority: null }).map(({ id }) => id)).toEqual(["a"]);
    // Pending until the customer writes is another thing than until tomorrow.
    expect(changesOf(rows, { status: "pending" }).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("can be taken back, each to what it was", () => {
    const back = (change: Parameters<typeof changesOf>[1]) => inverse(rows, changesOf(rows, change), NOW);
    expect(back({ status: "closed" })).toEqual([
      { id: "a", status: "open" },
      { id: "b", snoozed_until: LATER },
      { id: "c", status: "resolved" },
    ]);
    expect(back({ snoozed_until: LATER })).toEqual([
      { id: "a", status: "open" },
      { id: "c", status: "resolved" },
    ]);
    expect(back({ priority: "low" }).map(({ priority }) => priority)).toEqual(["high", null, null]);
    expect(back({ assignee_id: "cy" }).map(({ assignee_id }) => assignee_id)).toEqual([null, "ada", null]);
    expect(back({ add_label_ids: ["y", "x"] })).toEqual([
      { id: "a", remove_label_ids: ["y"] },
      { id: "b", remove_label_ids: ["y", "x"] },
    ]);
    expect(back({ remove_label_ids: ["x"] })).toEqual([
      { id: "a", add_label_ids: ["x"] },
      { id: "c", add_label_ids: ["x"] },
    ]);
  });

  it("does not snooze again what would be open by now", () => {
    const over = [listed({ id: "a", status: "pending", snoozed_until: EARLIER })];
    expect(inverse(over, [{ id: "a", status: "closed" }], NOW)).toEqual([{ id: "a", status: "open" }]);
  });
});

it("knows which labels are on all and which on some", () => {
  expect(labelsOn(rows)).toEqual({ all: [], some: ["x", "y"] });
  expect(labelsOn([rows[0], rows[2]].filter((row) => row !== undefined))).toEqual({
    all: ["x"],
    some: ["y"],
  });
});
