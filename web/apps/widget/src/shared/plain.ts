// The widget stands in other people's pages, and some of them replace the language's own parts:
// `Array.prototype.map` by one that hands on no place, `JSON.stringify` by one that quotes twice
// (old Prototype.js). These few do without.

/** Each item changed, in order. */
export function each<T, R>(list: readonly T[], change: (item: T, at: number) => R): R[] {
  const made: R[] = [];
  for (let at = 0; at < list.length; at++) made[at] = change(list[at] as T, at);
  return made;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
const UNSAFE = /["\\\u0000-\u001f\ud800-\udfff\u2028\u2029]/g;

const quote = (text: string): string =>
  `"${text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;

/** JSON of plain values, whatever the page made of `JSON.stringify` and `toJSON`. */
export function toJson(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "null";
  if (value === true || value === false) return String(value);
  if (Array.isArray(value)) return `[${each(value, toJson).join()}]`;
  if (typeof value !== "object" || value === null) return "null";
  const members: string[] = [];
  for (const [key, held] of Object.entries(value)) {
    if (held !== undefined) members.push(`${quote(key)}:${toJson(held)}`);
  }
  return `{${members.join()}}`;
}
