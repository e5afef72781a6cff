const TINTS = 7;

/** First letters of the first and the last word, or the first two of a single one. */
export function initialsOf(name: string): string {
  const [first = "", ...more] = name.trim().split(/\s+/);
  const letters = more.length ? [[...first][0], [...(more.at(-1) ?? "")][0]] : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** Which of the seven tints a name has. */
export function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) as number)) % 9973;
  return sum % TINTS;
}
