const FIRST = 1000;
const LONGEST = 30_000;

/** Milliseconds until the next try: doubling, with a third of chance so that a restart is not met by everyone at once. */
export function delayBefore(attempt: number, random: () => number = Math.random): number {
  const base = Math.min(FIRST * 2 ** attempt, LONGEST);
  return Math.round(base * (0.83 + random() * 0.34));
}
