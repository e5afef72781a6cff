import type { Keyboard } from "../preferences/wire";
import type { Chord } from "./chord";
import { isHeld } from "./chord";
import { COMMANDS, type CommandId, isFixed } from "./commands";

/** The key of every command; an empty text: none. */
export type Bindings = Readonly<Record<CommandId, string>>;

/** How the server keeps that a command has no key; no keyboard writes it with one press. */
export const NO_KEY = "none";

/** The usual keys with the member's own over them. Unknown commands are another version's, and kept apart. */
export function bindingsOf(keyboard: Keyboard): Bindings {
  const entries = COMMANDS.map(({ id, key }) => {
    const own = keyboard.keys[id] ?? key;
    const off = own === NO_KEY || (!keyboard.enabled && !isFixed(id));
    return [id, off ? "" : own] as const;
  });
  return Object.fromEntries(entries) as Record<CommandId, string>;
}

export type Found =
  | { kind: "command"; id: CommandId }
  /** Part of something longer. */
  | { kind: "begun" }
  | { kind: "nothing" };

/** What the keys pressed so far mean. */
export function lookUp(bindings: Bindings, pressed: readonly Chord[]): Found {
  const keys = pressed.join(" ");
  let begun = false;
  for (const { id } of COMMANDS) {
    if (bindings[id] === keys) return { kind: "command", id };
    begun ||= bindings[id].startsWith(`${keys} `);
  }
  return { kind: begun ? "begun" : "nothing" };
}

export type Refusal =
  /** The same keys, or one the beginning of the other. */
  | { why: "taken"; by: CommandId }
  /** The browser or the page itself needs it. */
  | { why: "reserved" };

/** The page moves the focus and presses buttons with these, and screen readers read by them. */
const RESERVED =
  /^(Shift\+)?(Tab|Enter|Space|Escape|Backspace|Delete|Home|End|PageUp|PageDown|Arrow\w+|F\d+)$/;

/** Why a command cannot have these keys; null where it can. */
export function refusal(bindings: Bindings, id: CommandId, keys: string): Refusal | null {
  const chords = keys.split(" ");
  // Ctrl and Alt belong to the browser, the system and to letters that are written with them.
  if (chords.some((chord) => RESERVED.test(chord) || isHeld(chord))) return { why: "reserved" };
  for (const other of COMMANDS) {
    const held = bindings[other.id];
    if (other.id === id || held === "") continue;
    if (held === keys || held.startsWith(`${keys} `) || keys.startsWith(`${held} `)) {
      return { why: "taken", by: other.id };
    }
  }
  return null;
}
