import { describe, expect, it } from "vitest";
import { filled, searchReplies } from "./placeholders";

describe("a canned reply", () => {
  const content =
    "Hi {{customer.first_name}} ({{ customer.name }}), this is {{agent.first_name}}. {{order.id}}";

  it("is inserted with the names in it", () => {
    expect(filled(content, { customer: "Marta Jansen", agent: "Ada Byron" })).toBe(
      "Hi Marta (Marta Jansen), this is Ada. {{order.id}}",
    );
  });

  it("greets also whom nobody knows by name", () => {
    expect(filled("Hi {{customer.first_name}},", { customer: null, agent: "Ada Byron" })).toBe("Hi there,");
  });

  it("is found by its shortcut first, then by its text", () => {
    const replies = [
      { shortcut: "bye", content: "Thank you and goodbye" },
      { shortcut: "re-thanks", content: "Welcome" },
      { shortcut: "thanks", content: "You are welcome" },
    ];
    expect(searchReplies(replies, "Thank").map((r) => r.shortcut)).toEqual(["thanks", "re-thanks", "bye"]);
    expect(searchReplies(replies, "")).toHaveLength(3);
    expect(searchReplies(replies, "refund")).toEqual([]);
  });
});
