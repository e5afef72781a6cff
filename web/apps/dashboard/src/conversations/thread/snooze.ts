/** When "tomorrow" and "Monday" begin, in the member's own time. */
const MORNING = 9;
const LATER_BY_HOURS = 3;

export interface SnoozeTimes {
  /** Missing once it would be tomorrow. */
  laterToday: Date | null;
  tomorrow: Date;
  /** Missing where that is tomorrow. */
  nextMonday: Date | null;
}

export function snoozeTimes(now: Date): SnoozeTimes {
  const later = new Date(now);
  later.setHours(now.getHours() + LATER_BY_HOURS + (now.getMinutes() > 0 ? 1 : 0), 0, 0, 0);
  const tomorrow = morningAfter(now, 1);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return {
    laterToday: later.getDate() === now.getDate() ? later : null,
    tomorrow,
    nextMonday: untilMonday === 1 ? null : morningAfter(now, untilMonday),
  };
}

function morningAfter(now: Date, days: number): Date {
  const day = new Date(now);
  day.setDate(now.getDate() + days);
  day.setHours(MORNING, 0, 0, 0);
  return day;
}

/** As a field for date and time holds it: local, to the minute. */
export function asFieldValue(day: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  return `${date}T${two(day.getHours())}:${two(day.getMinutes())}`;
}
