/** "Ada Lindqvist" -> "AL", "Noor" -> "NO", "ada@example.com" -> "AD". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  const letters = last ? letter(first, 1) + letter(last, 1) : letter(first, 2);
  return letters.toLocaleUpperCase();
}

/** Counts code points, so that a letter outside the basic plane is not cut in half. */
function letter(word: string, count: number): string {
  return [...word].slice(0, count).join("");
}

/** One of seven tints, the same for the same name on every screen. */
export function tintOf(seed: string): number {
  // FNV-1a, then mixed once more: short names alone would fall into few of the seven.
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % 7;
}
