import type { ReactNode } from "react";
import { type Match, match, type Part } from "./match";

/** In the order in which they stand while nothing is typed. */
export const SECTIONS = [
  "conversation",
  "assign",
  "labels",
  "people",
  "conversations",
  "go",
  "status",
  "appearance",
  "general",
] as const;

export type SectionId = (typeof SECTIONS)[number];

/** One line of the palette. */
export interface Entry {
  id: string;
  section: SectionId;
  title: string;
  icon: ReactNode;
  /** Words at the right edge. */
  end?: string | undefined;
  /** Keys at the right edge. */
  keys?: string;
  /** Words that find it besides the title. */
  also?: string;
  /** Found by the server: no longer to be matched here. */
  parts?: readonly Part[];
  run: () => void;
}

export type Line = Entry & { parts: readonly Part[] };

export interface Group {
  id: SectionId;
  lines: Line[];
}

/** More of one kind are found by typing on. */
const MOST = 8;

/** The lines that fit what is typed, by section; the section with the best line is the first. */
export function groupsOf(entries: readonly Entry[], query: string): Group[] {
  const found = entries.flatMap((entry) => {
    if (entry.parts) return [{ line: { ...entry, parts: entry.parts }, rank: 1 }];
    const hit = matchEntry(entry, query);
    return hit ? [{ line: { ...entry, parts: hit.parts }, rank: hit.rank }] : [];
  });
  const groups = SECTIONS.map((id) => {
    const own = found.filter(({ line }) => line.section === id).sort((a, b) => a.rank - b.rank);
    return { id, best: own[0]?.rank ?? 99, lines: own.slice(0, MOST).map(({ line }) => line) };
  }).filter((group) => group.lines.length > 0);
  return query.trim() === "" ? groups : groups.sort((a, b) => a.best - b.best);
}

function matchEntry({ title, also }: Entry, query: string): Match | null {
  const hit = match(title, query);
  if (hit || !also) return hit;
  // Found by another word: nothing of the title is marked.
  return match(`${title} ${also}`, query) && { parts: [{ text: title, isMatch: false }], rank: 3 };
}
