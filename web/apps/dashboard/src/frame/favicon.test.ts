import { expect, it } from "vitest";
import { badgeText } from "./favicon";

it("has room for two characters", () => {
  expect([0, 1, 9, 10, 250].map(badgeText)).toEqual(["", "1", "9", "9+", "9+"]);
});
