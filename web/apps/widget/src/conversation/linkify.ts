export interface Piece {
  text: string;
  /** Set where the piece is a link that may be followed. */
  href?: string;
}

// Candidates only; what becomes a link is decided by `safeHref`. Each may begin only where no word
// goes on ("blob:https://" is none), and lengths are bounded: no text makes the search slow.
const CANDIDATE =
  /(?<![\w:@.+-])(?:(?:https?:\/\/|www\.|mailto:)[^\s<>"'`]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gi;
const LONGEST = 2_000;
const ALLOWED = new Set(["http:", "https:", "mailto:"]);
// Characters that turn the reading direction can make an address look like another one.
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The address to follow, or null where it is not one of the allowed kinds. */
export function safeHref(text: string): string | null {
  if (DIRECTION.test(text)) return null;
  const full = /^www\./i.test(text) ? `https://${text}` : /^[a-z]+:/i.test(text) ? text : `mailto:${text}`;
  let url: URL;
  try {
    url = new URL(full);
  } catch {
    return null;
  }
  // "https://bank.example@evil.example" shows one host and opens another.
  if (!ALLOWED.has(url.protocol) || url.username || url.password) return null;
  return url.href;
}

/** A full stop or a closing bracket after an address belongs to the sentence. */
function trimEnd(text: string): string {
  let end = text.replace(/[.,;:!?…]+$/, "");
  while (/[)\]}]$/.test(end) && !balanced(end)) end = end.slice(0, -1).replace(/[.,;:!?…]+$/, "");
  return end;
}

const balanced = (text: string): boolean =>
  (text.match(/[([{]/g)?.length ?? 0) >= (text.match(/[)\]}]/g)?.length ?? 0);

/** Cuts a plain text into words and links. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    if (match[0].length > LONGEST) continue;
    const shown = trimEnd(match[0]);
    const href = safeHref(shown);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
