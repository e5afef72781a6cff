// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from "vitest";
import { localeOf } from "./locale";

/** As in a browser of that language. */
async function times(language = "en-GB"): Promise<typeof import("./times")> {
  vi.resetModules();
  vi.spyOn(navigator, "language", "get").mockReturnValue(language);
  return import("./times");
}

afterEach(() => vi.restoreAllMocks());

const { ago, count, dayLine, longAgo, size, utcDate } = await times();

const now = new Date(2026, 10, 24, 12, 0, 0).getTime();
const before = (ms: number) => new Date(now - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("times", () => {
  it("are short in a row", () => {
    expect(ago(before(10_000), now)).toBe("now");
    expect(ago(before(8 * MINUTE), now)).toBe("8m");
    expect(ago(before(3 * HOUR), now)).toBe("3h");
    expect(ago(before(50 * HOUR), now)).toBe("2d");
    expect(ago(before(43 * 24 * HOUR), now)).toBe("12 Oct");
    // A clock that is behind the server's is no reason for a negative time.
    expect(ago(before(-5000), now)).toBe("now");
  });

  it("are words in a sentence", () => {
    expect(longAgo(before(MINUTE), now)).toBe("1 minute ago");
    expect(longAgo(before(5 * HOUR), now)).toBe("5 hours ago");
  });

  it("name the day as people do", () => {
    expect(dayLine(before(HOUR), now)).toBe("Today, 24 November");
    expect(dayLine(before(24 * HOUR), now)).toBe("Yesterday, 23 November");
    expect(dayLine(before(4 * 24 * HOUR), now)).toBe("Friday, 20 November");
    expect(dayLine(before(400 * 24 * HOUR), now)).toContain("2025");
  });

  it("stay in UTC where the server counts in UTC", () => {
    expect(utcDate("2026-12-01T00:00:00Z")).toBe("1 December");
  });
});

it("numbers and sizes are readable", () => {
  expect(count(4310)).toBe("4,310");
  expect(size(640)).toBe("640 B");
  expect(size(640_000)).toBe("640 kB");
  expect(size(18_000_000)).toBe("18 MB");
});

describe("elsewhere", () => {
  it("dates, clocks and numbers are those of the browser's country, the words stay English", async () => {
    const at = new Date(2026, 10, 24, 18, 5).toISOString();
    const american = await times("en-US");
    expect(american.dayLine(at, now)).toBe("Today, November 24");
    expect(american.time(at)).toMatch(/^6:05\sPM$/);
    const german = await times("de-DE");
    expect(german.dayLine(at, now)).toBe("Today, 24 November");
    expect(german.time(at)).toBe("18:05");
    expect(german.count(4310)).toBe("4.310");
    expect(german.size(1_800_000)).toBe("1,8 MB");
  });

  it("a country whose English is not known, and a language that is none", () => {
    expect(localeOf("de")).toBe("en-DE");
    expect(localeOf("pt-BR")).toBe("en-GB");
    expect(localeOf("")).toBe("en-GB");
  });
});
