/**
 * A key as text: "j", "Shift+e", "?", "Mod+k", "Escape". Letters are written small and Shift is named; of
 * other characters the character says it all ("?" is Shift and something else on most layouts, but not on
 * all). `Mod` is Ctrl, or ⌘ on a Mac. Two keys one after the other are written with a space: "g m".
 */
export type Chord = string;

type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey"> &
  Partial<Pick<KeyboardEvent, "getModifierState">>;

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process"]);

/** What was pressed, by the layout of the keyboard; null for a modifier alone. */
export function chordOf(event: Pressed): Chord | null {
  if (event.key === "" || event.key === "Unidentified" || MODIFIERS.has(event.key)) return null;
  return written(event, event.key === " " ? "Space" : event.key);
}

/**
 * The Latin letter at the place of the pressed key, where the layout writes another script there: commands
 * are Latin letters, and on such a layout nobody could press them.
 */
export function latinChordOf(event: Pressed): Chord | null {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!letter || !/^[^\p{ASCII}]$/u.test(event.key) || /\p{Script=Latin}/u.test(event.key)) return null;
  return written(event, letter);
}

function written(event: Pressed, key: string): Chord {
  const isCharacter = [...key].length === 1;
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase();
  // AltGr is how some layouts write "@" or "{": Ctrl and Alt are part of the character then.
  const writesWithAlt = isCharacter && !isLetter && (event.getModifierState?.("AltGraph") ?? false);
  const parts = [
    (event.ctrlKey || event.metaKey) && !writesWithAlt ? "Mod" : "",
    event.altKey && !writesWithAlt ? "Alt" : "",
    event.shiftKey && (isLetter || !isCharacter) ? "Shift" : "",
    isLetter ? key.toLowerCase() : key,
  ];
  return parts.filter(Boolean).join("+");
}

/** Whether a held key is part of it: then typing never triggers it. */
export const isHeld = (chord: Chord): boolean => /^(Mod|Alt)\+/.test(chord);

const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform);

const NAMES: Record<string, string> = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** The keys as they are drawn, one text each: "g m" is G and M, "Mod+k" is Ctrl and K. */
export function shownKeys(keys: string): string[] {
  return keys.split(" ").flatMap((chord) =>
    partsOf(chord).map((part) => {
      if (part === "Mod") return isMac() ? "⌘" : "Ctrl";
      return NAMES[part] ?? ([...part].length === 1 ? part.toUpperCase() : part);
    }),
  );
}

/** For `aria-keyshortcuts`, which knows no keys one after the other. */
export function ariaKeys(keys: string): string | undefined {
  if (keys === "" || keys.includes(" ")) return undefined;
  return partsOf(keys)
    .map((part) => (part === "Mod" ? (isMac() ? "Meta" : "Control") : part))
    .join("+");
}

/** "Mod++" is Mod and the plus itself. */
function partsOf(chord: Chord): string[] {
  if (chord === "+") return ["+"];
  return chord.endsWith("++") ? [...chord.slice(0, -2).split("+"), "+"] : chord.split("+");
}
