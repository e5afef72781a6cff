import type { Activity } from "@pingback/api";
import { describe, expect, it } from "vitest";
import { mergeActivity, sentenceOf } from "./activity";

const act = (part: Partial<Activity>): Activity => ({
  id: "a1",
  conversation_id: "c1",
  type: "assigned",
  actor_id: "olive",
  created_at: "2026-11-24T09:09:00Z",
  from: null,
  to: null,
  ...part,
});
const names = {
  member: (id: string) => id.charAt(0).toUpperCase() + id.slice(1),
  label: () => "Damaged",
  when: () => "Monday, 09:00",
};
const text = (part: Partial<Activity>) =>
  sentenceOf(act(part), names)
    .map((piece) => piece.text)
    .join("");

describe("what happened", () => {
  it("is told with the names of those who did it", () => {
    expect(text({ to: "ada" })).toBe("Olive assigned this to Ada");
    expect(text({ to: "olive" })).toBe("Olive took this on");
    expect(text({ from: "ada" })).toBe("Olive took this from Ada");
    expect(text({ from: "olive" })).toBe("Olive gave this back");
    expect(text({ actor_id: null, to: "ada" })).toBe("Assigned to Ada");
    expect(text({ type: "status_changed", to: "resolved" })).toBe("Olive resolved this");
    expect(text({ type: "status_changed", actor_id: null, to: "open" })).toBe("Opened again");
    expect(text({ type: "snoozed", to: "2026-11-30T09:00:00Z" })).toBe(
      "Olive snoozed this until Monday, 09:00",
    );
    expect(text({ type: "priority_changed", to: "high" })).toBe("Olive set the priority to High");
    expect(text({ type: "labelled", to: "l1" })).toBe("Olive added the label Damaged");
    expect(text({ type: "rated", actor_id: null, to: "4" })).toBe("The customer rated this 4 of 5");
  });

  it("names what is strong, so that it can be drawn so", () => {
    expect(sentenceOf(act({ to: "ada" }), names)).toEqual([
      { text: "Olive", strong: true },
      { text: " assigned this to " },
      { text: "Ada", strong: true },
    ]);
  });

  it("is each thing once, in the order of time, whichever account came first", () => {
    const first = act({ id: "1" });
    const second = act({ id: "2", created_at: "2026-11-24T09:10:00Z" });
    expect(mergeActivity([second], [first, second]).map((a) => a.id)).toEqual(["1", "2"]);
    const known = [first];
    expect(mergeActivity(known, [first])).toBe(known);
  });
});
