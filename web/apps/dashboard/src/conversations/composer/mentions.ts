import type { Member } from "@pingback/api";
import { firstName } from "../../members/queries";

type Named = Pick<Member, "user_id" | "name">;

/** How somebody is written after an @: by the first name where that is enough. */
export function handleOf(member: Named, all: readonly Named[]): string {
  const first = firstName(member.name);
  const namesakes = all.filter((other) => firstName(other.name).toLowerCase() === first.toLowerCase());
  return namesakes.length > 1 ? member.name : first;
}

/** Who is mentioned in a text: everyone whose handle or whole name stands after an @. */
export function mentionsIn(text: string, members: readonly Named[]): string[] {
  return members
    .filter((member) => [handleOf(member, members), member.name].some((name) => at(text, name) >= 0))
    .map((member) => member.user_id);
}

/** Where `@name` begins, or -1; "@Olive" is not in "@Oliver". */
function at(text: string, name: string, from = 0): number {
  const wanted = `@${name}`.toLowerCase();
  const low = text.toLowerCase();
  for (let i = low.indexOf(wanted, from); i >= 0; i = low.indexOf(wanted, i + 1)) {
    const before = text[i - 1] ?? " ";
    const after = text[i + wanted.length] ?? " ";
    if (!isLetter(before) && !isLetter(after)) return i;
  }
  return -1;
}

const isLetter = (c: string) => /[\p{L}\p{N}_]/u.test(c);

export interface MentionPiece {
  text: string;
  strong?: boolean;
  /** Where it stands in the text. */
  at: number;
}

/** A note in pieces; the names of those it mentions are strong. */
export function mentionPieces(text: string, mentioned: readonly Named[]): MentionPiece[] {
  const names = mentioned
    .flatMap(({ name }) => [name, firstName(name)])
    // The longest first: "@Olive Hart" is one name and not "@Olive" and a word.
    .sort((a, b) => b.length - a.length);
  const pieces: MentionPiece[] = [];
  let from = 0;
  while (from < text.length) {
    let next = { at: text.length, length: 0 };
    for (const name of names) {
      const found = at(text, name, from);
      if (found >= 0 && found < next.at) next = { at: found, length: name.length + 1 };
    }
    if (next.at > from) pieces.push({ text: text.slice(from, next.at), at: from });
    if (next.length > 0)
      pieces.push({ text: text.slice(next.at, next.at + next.length), strong: true, at: next.at });
    from = next.at + next.length;
  }
  return pieces;
}
