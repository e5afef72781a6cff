// Dates, times and sizes as people say them. English for now; Intl does the rest.
import { LOCALE } from "./locale";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long" });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "long" });
const utcDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", timeZone: "UTC" });
const number = new Intl.NumberFormat(LOCALE);
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "09:06", or "9:06 AM" where the clock has twelve hours. */
export const time = (iso: string): string => clock.format(new Date(iso));

/** "8m", "3h", "2d", then "12 Oct": how long ago, short enough for a row. */
export function ago(iso: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(iso));
  if (passed < MINUTE) return "now";
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}m`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)}h`;
  if (passed < 7 * DAY) return `${Math.floor(passed / DAY)}d`;
  return shortDay.format(new Date(iso));
}

/** "just now", "8 minutes ago", "3 hours ago", "12 October": a sentence's part. */
export function longAgo(iso: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(iso));
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return plural(Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return plural(Math.floor(passed / HOUR), "hour");
  if (passed < 7 * DAY) return plural(Math.floor(passed / DAY), "day");
  return date(iso, now);
}

function plural(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"} ago`;
}

/** "24 November", with the year where it is another one. */
export function date(iso: string, now: number): string {
  const day = new Date(iso);
  return (day.getFullYear() === new Date(now).getFullYear() ? dayMonth : dayMonthYear).format(day);
}

/** "Today, 24 November", "Yesterday, 23 November", "Friday, 20 November". */
export function dayLine(iso: string, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(Date.parse(iso))) / DAY);
  const word = days === 0 ? "Today" : days === 1 ? "Yesterday" : weekday.format(new Date(iso));
  return `${word}, ${date(iso, now)}`;
}

/** "today, 18:00", "tomorrow, 09:00", "Monday, 09:00", "12 December, 09:00": a time to come, in a sentence. */
export function moment(iso: string, now: number): string {
  const days = Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / DAY);
  const word =
    days === 0
      ? "today"
      : days === 1
        ? "tomorrow"
        : days === -1
          ? "yesterday"
          : days > 1 && days < 7
            ? weekday.format(new Date(iso))
            : date(iso, now);
  return `${word}, ${time(iso)}`;
}

/** The time in another place: "09:33". Null where the browser does not know the place. */
export function timeIn(timezone: string, now: number): string | null {
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone: timezone }).format(now);
  } catch {
    return null;
  }
}

/** "German", "Portuguese (Brazil)" for a language's code. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([LOCALE], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export const sameDay = (a: string, b: string): boolean =>
  startOfDay(Date.parse(a)) === startOfDay(Date.parse(b));

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A date the server means in UTC, such as the reset of a limit. */
export const utcDate = (iso: string): string => utcDay.format(new Date(iso));

/** "4,310" */
export const count = (n: number): string => number.format(n);

/** "18 MB", "640 kB" */
export function size(bytes: number): string {
  if (bytes >= 10_000_000) return `${count(Math.round(bytes / 1_000_000))} MB`;
  if (bytes >= 1_000_000) return `${tenths.format(bytes / 1_000_000)} MB`;
  if (bytes >= 1000) return `${Math.round(bytes / 1000)} kB`;
  return `${bytes} B`;
}
