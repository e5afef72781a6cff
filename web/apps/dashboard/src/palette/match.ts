/** A stretch of a title, and whether it is what was looked for. */
export interface Part {
  text: string;
  isMatch: boolean;
}

export interface Match {
  parts: Part[];
  /** The smaller, the better: 0 where the title begins with what was typed. */
  rank: number;
}

/** One character for each of the text's, so that places in it are places in the text. */
function fold(text: string): string {
  return [...text].map((c) => (c.normalize("NFD")[0] ?? c).toLowerCase()[0] ?? c).join("");
}

/** Whether every word of the query stands somewhere in the title, marks of letters aside; null where not. */
export function match(title: string, query: string): Match | null {
  const words = fold(query.trim()).split(/\s+/).filter(Boolean);
  // By code points: a surrogate pair folds to one character.
  const letters = [...title];
  const folded = fold(title);
  const hit = new Array<boolean>(letters.length).fill(false);
  let rank = 0;
  for (const word of words) {
    const at = placeOf(folded, word);
    if (at < 0) return null;
    hit.fill(true, at, at + word.length);
    rank += at === 0 ? 0 : folded[at - 1]?.match(/[\s:#]/) ? 1 : 2;
  }
  return { parts: partsOf(letters, hit), rank };
}

/** The beginning of a word, if there is one, else anywhere. */
function placeOf(folded: string, word: string): number {
  if (folded.startsWith(word)) return 0;
  const begins = folded.search(new RegExp(`(?<=[\\s:#])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  return begins >= 0 ? begins : folded.indexOf(word);
}

function partsOf(letters: readonly string[], hit: readonly boolean[]): Part[] {
  const parts: Part[] = [];
  for (const [i, letter] of letters.entries()) {
    const isMatch = hit[i] ?? false;
    const last = parts.at(-1);
    if (last?.isMatch === isMatch) last.text += letter;
    else parts.push({ text: letter, isMatch });
  }
  return parts;
}
