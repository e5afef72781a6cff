import { expect, it } from "vitest";
import { initials, tintOf } from "./initials";

it("takes the first letters of the first and the last word", () => {
  expect(initials("Ada Lindqvist")).toBe("AL");
  expect(initials("Maria del Carmen Ruiz")).toBe("MR");
  expect(initials("noor")).toBe("NO");
  expect(initials("")).toBe("");
  expect(initials("𝒜da Li")).toBe("𝒜L");
});

it("spreads names over all seven tints, always the same for one name", () => {
  expect(tintOf("Ada")).toBe(tintOf("Ada"));
  const seen = new Set(Array.from({ length: 100 }, (_, i) => tintOf(`Customer ${i}`)));
  expect(seen.size).toBe(7);
});
