const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "41 minutes", "3 hours", "2 days": how long something has lasted. */
export function lasted(since: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(since));
  if (passed < HOUR) return plural(Math.max(1, Math.floor(passed / MINUTE)), "minute");
  if (passed < DAY) return plural(Math.floor(passed / HOUR), "hour");
  return plural(Math.floor(passed / DAY), "day");
}

function plural(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
