import type { Conversation } from "@pingback/api";
import { expect, it } from "vitest";
import { shortName } from "./customer-name";

const short = (name: string | null, email: string | null = null) =>
  shortName({ customer: { name, email } as Conversation["customer"] });

it("a short name is the first one, and never longer than a line has room for", () => {
  expect(short("Marta Silva")).toBe("Marta");
  expect(short(null, "marta@example.com")).toBe("marta@example.com");
  expect(short(null)).toBe("Visitor");
  expect(short("Ж".repeat(200))).toBe(`${"Ж".repeat(23)}…`);
  expect(short("👋".repeat(30))).toBe(`${"👋".repeat(23)}…`);
});
