/** A mark before the caret that asks for suggestions, with what was typed behind it. */
export interface Trigger {
  mark: "@" | "/";
  typed: string;
  /** Where the mark stands. */
  from: number;
  to: number;
}

const MENTION = /(?:^|[\s([])@([\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]*)?)$/u;
const CANNED = /(?:^|\s)\/([A-Za-z0-9_-]*)$/;

/** What the text before the caret asks for. Members are mentioned in notes only. */
export function triggerAt(text: string, caret: number, isNote: boolean): Trigger | null {
  const before = text.slice(0, caret);
  const mention = isNote ? MENTION.exec(before) : null;
  if (mention) return trigger("@", mention[1] ?? "", caret);
  const canned = CANNED.exec(before);
  return canned ? trigger("/", canned[1] ?? "", caret) : null;
}

function trigger(mark: Trigger["mark"], typed: string, to: number): Trigger {
  return { mark, typed, from: to - typed.length - 1, to };
}
