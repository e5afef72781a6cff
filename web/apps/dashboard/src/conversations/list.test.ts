import { describe, expect, it } from "vitest";
import { conversation } from "../testing/records";
import { matches } from "./filter";
import { find, type Page, place } from "./list";

const at = (id: string, minute: number) =>
  conversation({ id, updated_at: `2026-11-24T09:${String(minute).padStart(2, "0")}:00Z` });
const pages = (): Page[] => [
  { rows: [at("a", 50), at("b", 40)], more: true },
  { rows: [at("c", 30), at("d", 20)], more: true },
];
const ids = (all: Page[]) => all.map((page) => page.rows.map((row) => row.id).join(""));

describe("a list that events change", () => {
  it("moves a row to where its time belongs", () => {
    expect(ids(place(pages(), at("d", 55), true))).toEqual(["dab", "c"]);
    expect(ids(place(pages(), at("a", 25), true))).toEqual(["b", "cad"]);
  });

  it("takes in a new row and takes out one that no longer belongs", () => {
    expect(ids(place(pages(), at("x", 45), true))).toEqual(["axb", "cd"]);
    expect(ids(place(pages(), at("b", 59), false))).toEqual(["a", "cd"]);
  });

  it("leaves what is older than the loaded pages to its own page", () => {
    expect(ids(place(pages(), at("x", 1), true))).toEqual(["ab", "cd"]);
    const complete = pages().map((page, i) => ({ ...page, more: i === 0 }));
    expect(ids(place(complete, at("x", 1), true))).toEqual(["ab", "cdx"]);
  });

  it("keeps knowing that there is more when rows have gone", () => {
    expect(place(pages(), at("d", 20), false)[1]?.more).toBe(true);
  });

  it("finds a row on any page", () => {
    expect(find(pages(), "c")?.id).toBe("c");
    expect(find(pages(), "nope")).toBeUndefined();
  });
});

describe("which list a conversation belongs to", () => {
  const mine = conversation({ id: "m", assignee_id: "me" });
  const free = conversation({ id: "f" });
  it("is a matter of assignee and status", () => {
    expect(matches(mine, { tab: "mine", status: "open" }, "me")).toBe(true);
    expect(matches(free, { tab: "mine", status: "open" }, "me")).toBe(false);
    expect(matches(free, { tab: "unassigned", status: "open" }, "me")).toBe(true);
    expect(matches({ ...free, status: "closed" }, { tab: "all", status: "open" }, "me")).toBe(false);
    expect(matches({ ...free, status: "closed" }, { tab: "all", status: "any" }, "me")).toBe(true);
  });
});
