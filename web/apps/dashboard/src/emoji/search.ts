import { EMOJI, type EmojiGroup } from "./data";

export interface Emoji {
  character: string;
  name: string;
  /** The words of the name and those that people look for besides. */
  words: readonly string[];
}

const parse = (lines: string): Emoji[] =>
  lines
    .trim()
    .split("\n")
    .map((line) => {
      const space = line.indexOf(" ");
      const [name = "", more = ""] = line.slice(space + 1).split(" | ");
      return { character: line.slice(0, space), name, words: `${name} ${more}`.trim().split(" ") };
    });

export const GROUPS = Object.entries(EMOJI).map(([id, lines]) => ({
  id: id as EmojiGroup,
  emoji: parse(lines),
}));

/** Those whose name has a word that begins with every word typed. */
export function searchEmoji(typed: string): Emoji[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  return GROUPS.flatMap(({ emoji }) => emoji).filter(({ words }) =>
    wanted.every((part) => words.some((word) => word.startsWith(part))),
  );
}
