import { expect, it } from "vitest";
import { listed } from "../testing/records";
import { fetchEdited, noteEdit } from "./edits";
import { type List, place } from "./list";

const KEY = ["b1", "list", { tab: "all" }];

it("does to an answer what events did while it was on its way", async () => {
  let arrive = (_: List) => {};
  const answer = new Promise<List>((resolve) => {
    arrive = resolve;
  });
  const fetched = fetchEdited(KEY, () => answer);
  const gone = listed({ id: "a", status: "closed" });
  const fresh = listed({ id: "x", updated_at: "2026-11-24T12:00:00Z" });
  noteEdit<List>(KEY, (list) => place(list, gone, false, "newest"));
  noteEdit<List>([...KEY].reverse(), (list) => ({ ...list, rows: [] }));
  noteEdit<List>(KEY, (list) => place(list, fresh, true, "newest"));
  arrive({ rows: [listed({ id: "a" }), listed({ id: "b" })], more: false });
  expect((await fetched).rows.map((row) => row.id)).toEqual(["x", "b"]);

  // Over: what comes later is done to the list itself.
  noteEdit(KEY, () => ({ rows: [], more: false }));
  const again = await fetchEdited(KEY, async () => ({ rows: [listed({ id: "c" })], more: false }));
  expect(again.rows).toHaveLength(1);
});

it("does it to a conversation, too", async () => {
  const key = ["b1", "thread", "7"];
  const fetched = fetchEdited(key, async () => ({ messages: ["first"] }));
  noteEdit<{ messages: string[] }>(key, ({ messages }) => ({ messages: [...messages, "meanwhile"] }));
  expect((await fetched).messages).toEqual(["first", "meanwhile"]);
});
