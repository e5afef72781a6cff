import { describe, expect, it } from "vitest";
import { asFieldValue, snoozeTimes } from "./snooze";

const told = (day: Date | null) => day && asFieldValue(day);

describe("the times one snoozes to", () => {
  it("are later today, tomorrow's morning and the next Monday's", () => {
    // A Wednesday.
    const times = snoozeTimes(new Date(2026, 10, 25, 14, 20));
    expect(told(times.laterToday)).toBe("2026-11-25T18:00");
    expect(told(times.tomorrow)).toBe("2026-11-26T09:00");
    expect(told(times.nextMonday)).toBe("2026-11-30T09:00");
  });

  it("leave out what is no choice: today in the evening, Monday on a Sunday", () => {
    expect(snoozeTimes(new Date(2026, 10, 25, 21, 10)).laterToday).toBe(null);
    const sunday = snoozeTimes(new Date(2026, 10, 29, 10, 0));
    expect(sunday.nextMonday).toBe(null);
    expect(told(sunday.tomorrow)).toBe("2026-11-30T09:00");
    expect(told(snoozeTimes(new Date(2026, 10, 30, 10, 0)).nextMonday)).toBe("2026-12-07T09:00");
  });

  it("are in the morning also where the clocks change or the month ends", () => {
    expect(told(snoozeTimes(new Date(2026, 9, 24, 10, 0)).tomorrow)).toBe("2026-10-25T09:00");
    expect(told(snoozeTimes(new Date(2026, 11, 31, 10, 0)).tomorrow)).toBe("2027-01-01T09:00");
  });
});
