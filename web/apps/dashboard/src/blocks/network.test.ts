import { expect, it } from "vitest";
import { isIn } from "./network";

it("an IPv4 address is shut out by itself alone", () => {
  expect(isIn("192.0.2.7", "192.0.2.7")).toBe(true);
  expect(isIn("192.0.2.8", "192.0.2.7")).toBe(false);
  expect(isIn("::ffff:192.0.2.7", "192.0.2.7")).toBe(false);
});

it("an IPv6 address is shut out with its /64", () => {
  expect(isIn("2001:db8:1:2::5", "2001:db8:1:2::/64")).toBe(true);
  expect(isIn("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")).toBe(true);
  expect(isIn("2001:db8:1:3::5", "2001:db8:1:2::/64")).toBe(false);
  expect(isIn("2001:db8::5", "2001:db8::/64")).toBe(true);
  expect(isIn("::1", "::/64")).toBe(true);
  expect(isIn("192.0.2.7", "::/64")).toBe(false);
});
