import { describe, expect, it } from "vitest";
import { listed, message } from "../testing/records";
import type { Listed } from "./fields";
import { byTime, compare, find, type List, place, withPage } from "./list";

const minute = (n: number) => `2026-11-24T09:${String(n).padStart(2, "0")}:00Z`;
const at = (id: string, n: number) => listed({ id, updated_at: minute(n) });
const waits = (id: string, n: number) => listed({ id, waiting_since: minute(n), updated_at: minute(59) });
const answered = (id: string, n: number) =>
  listed({
    id,
    updated_at: minute(n),
    messages: [message({ id: `m${id}`, sender_type: "agent", created_at: minute(n) })],
  });
const ids = ({ rows }: List) => rows.map((row) => row.id).join("");

describe("a list by the newest", () => {
  const list = (): List => ({ rows: [at("a", 50), at("b", 40), at("c", 30), at("d", 20)], more: true });

  it("moves a row to where its time belongs", () => {
    expect(ids(place(list(), at("d", 55), true, "newest"))).toBe("dabc");
    expect(ids(place(list(), at("a", 25), true, "newest"))).toBe("bcad");
  });

  it("takes in a new row and takes out one that no longer belongs", () => {
    expect(ids(place(list(), at("x", 45), true, "newest"))).toBe("axbcd");
    expect(ids(place(list(), at("b", 59), false, "newest"))).toBe("acd");
    const before = list();
    expect(place(before, at("x", 59), false, "newest")).toBe(before);
  });

  it("leaves what is behind the loaded rows to its own page", () => {
    expect(ids(place(list(), at("x", 1), true, "newest"))).toBe("abcd");
    expect(ids(place(list(), at("a", 1), true, "newest"))).toBe("bcd");
    expect(ids(place({ ...list(), more: false }, at("x", 1), true, "newest"))).toBe("abcdx");
  });

  it("breaks ties by id, the later one first", () => {
    expect(ids(place(list(), at("aa", 50), true, "newest"))).toBe("aaabcd");
    expect(ids(place(list(), at("Z", 50), true, "newest"))).toBe("aZbcd");
  });
});

describe("a list by the oldest", () => {
  it("is the other way round", () => {
    const list = { rows: [at("a", 10), at("b", 20)], more: false };
    expect(ids(place(list, at("x", 15), true, "oldest"))).toBe("axb");
    expect(ids(place(list, at("a", 30), true, "oldest"))).toBe("ba");
    expect(ids(place({ ...list, more: true }, at("a", 30), true, "oldest"))).toBe("b");
  });
});

describe("a list by the longest wait", () => {
  const list = (): List => ({
    rows: [waits("a", 1), waits("b", 5), answered("c", 50), answered("d", 40)],
    more: false,
  });

  it("has who waits longest first, then who was answered last", () => {
    expect(ids(place(list(), waits("x", 3), true, "wait"))).toBe("axbcd");
    expect(ids(place(list(), waits("x", 55), true, "wait"))).toBe("abxcd");
    expect(ids(place(list(), answered("x", 45), true, "wait"))).toBe("abcxd");
    expect(ids(place(list(), answered("a", 59), true, "wait"))).toBe("bacd");
    expect(ids(place(list(), waits("d", 59), true, "wait"))).toBe("abdc");
  });

  it("leaves a row where it is while nothing of its wait changed", () => {
    const labelled: Listed = { ...waits("b", 5), label_ids: ["l"], updated_at: minute(59) };
    expect(ids(place(list(), labelled, true, "wait"))).toBe("abcd");
    expect(find(place(list(), labelled, true, "wait"), "b")?.label_ids).toEqual(["l"]);
    // A note came: it is the newest message, but when the customer was answered is known from before.
    const noted: Listed = {
      ...answered("d", 58),
      calm_at: minute(40),
      messages: [message({ id: "n", sender_type: "agent", is_private: true, created_at: minute(58) })],
    };
    expect(ids(place(list(), noted, true, "wait"))).toBe("abcd");
  });
});

describe("times of the wire", () => {
  it("compare also where one is written without its fraction", () => {
    expect(byTime("2026-11-24T09:00:00Z", "2026-11-24T09:00:00.123Z")).toBe(-1);
    expect(byTime("2026-11-24T09:00:00.123456Z", "2026-11-24T09:00:00.123Z")).toBe(1);
    expect(byTime("2026-11-24T09:00:00.123Z", "2026-11-24T09:00:00.123Z")).toBe(0);
  });
});

describe("the next page", () => {
  it("brings nothing twice and says whether there is more", () => {
    const list = { rows: [at("a", 50), at("c", 45)], more: true };
    const next = withPage(list, { rows: [at("b", 40), at("c", 30)], more: false });
    expect(ids(next)).toBe("acb");
    expect(find(next, "c")?.updated_at).toBe(minute(45));
    expect(next.more).toBe(false);
  });
});

describe("a hundred thousand rows", () => {
  it("take an event in a few milliseconds", () => {
    const rows = Array.from({ length: 100_000 }, (_, i) =>
      listed({
        id: String(i).padStart(6, "0"),
        waiting_since: new Date(1_764_000_000_000 + i * 1000).toISOString(),
      }),
    );
    const moved = { ...(rows[99_999] as Listed), waiting_since: new Date(1_764_000_000_500).toISOString() };
    const start = performance.now();
    const after = place({ rows, more: false }, moved, true, "wait");
    expect(performance.now() - start).toBeLessThan(100);
    expect(after.rows[1]?.id).toBe(moved.id);
    expect(after.rows).toHaveLength(100_000);
    expect(
      after.rows.every((row, i) => i === 0 || compare(after.rows[i - 1] as Listed, row, "wait") < 0),
    ).toBe(true);
  });
});
