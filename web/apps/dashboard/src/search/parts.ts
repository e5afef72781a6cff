import type { Part } from "./queries";

/** Marks the words of the question in a text, as the server does it: at the beginnings of words, in any case. */
export function partsOf(text: string, q: string): Part[] {
  const words = q.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return [{ text, is_match: false }];
  const any = words.toSorted((a, b) => b.length - a.length).join("|");
  const beginning = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, "giu");
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(beginning)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), is_match: false });
    parts.push({ text: match[0], is_match: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), is_match: false });
  return parts;
}
