import { expect, it } from "vitest";
import { match } from "./match";

const marked = (title: string, query: string) =>
  match(title, query)
    ?.parts.map((p) => (p.isMatch ? `[${p.text}]` : p.text))
    .join("");

it("marks what was typed, wherever it stands", () => {
  expect(marked("Assign to me", "assign")).toBe("[Assign] to me");
  expect(marked("Unassign", "assign")).toBe("Un[assign]");
  expect(marked("Assign to James Okafor", "jam as")).toBe("[As]sign to [Jam]es Okafor");
  expect(marked("Zoë Müller", "zoe mu")).toBe("[Zoë] [Mü]ller");
  expect(marked("👋 Hello", "hello")).toBe("👋 [Hello]");
  expect(marked("Anything", "")).toBe("Anything");
});

it("wants every word", () => {
  expect(match("Assign to me", "assign james")).toBeNull();
  expect(match("C++ (old)", "c++ (")).not.toBeNull();
});

it("ranks beginnings first", () => {
  const rank = (title: string) => match(title, "un")?.rank;
  expect(rank("Unassigned")).toBe(0);
  expect(rank("Mark as unread")).toBe(1);
  expect(rank("Account")).toBe(2);
});
