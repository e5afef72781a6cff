import { expect, it } from "vitest";
import { delayBefore } from "./backoff";

it("doubles up to half a minute, give or take", () => {
  const middle = () => 0.5;
  expect([0, 1, 2, 3, 4, 5, 6].map((n) => delayBefore(n, middle))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  expect(delayBefore(3, () => 0)).toBeLessThan(8000);
  expect(delayBefore(3, () => 1)).toBeGreaterThan(8000);
});
