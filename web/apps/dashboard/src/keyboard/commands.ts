/** Where a command stands in the list of keys and in the palette. */
export type Section = "list" | "conversation" | "go" | "general";

interface Command {
  id: string;
  section: Section;
  /** The usual key, as `chord.ts` writes keys. */
  key: string;
  /** Works as long as keys work at all: it asks for a held key, so nobody triggers it by typing or speaking. */
  isFixed?: boolean;
}

/** Everything a key can do. Titles are in the catalogue under the same ids. */
export const COMMANDS = [
  { id: "next", section: "list", key: "j" },
  { id: "previous", section: "list", key: "k" },
  { id: "search", section: "list", key: "/" },
  { id: "reply", section: "conversation", key: "r" },
  { id: "note", section: "conversation", key: "n" },
  { id: "assign", section: "conversation", key: "a" },
  { id: "resolve", section: "conversation", key: "e" },
  { id: "resolve_next", section: "conversation", key: "Shift+e" },
  { id: "snooze", section: "conversation", key: "s" },
  { id: "labels", section: "conversation", key: "l" },
  { id: "priority", section: "conversation", key: "p" },
  { id: "unread", section: "conversation", key: "u" },
  { id: "go_inbox", section: "go", key: "g i" },
  { id: "go_mine", section: "go", key: "g m" },
  { id: "go_unassigned", section: "go", key: "g u" },
  { id: "go_all", section: "go", key: "g a" },
  { id: "go_mentions", section: "go", key: "g n" },
  { id: "go_snoozed", section: "go", key: "g z" },
  { id: "go_team", section: "go", key: "g t" },
  { id: "go_settings", section: "go", key: "g s" },
  { id: "palette", section: "general", key: "Mod+k", isFixed: true },
  { id: "keys", section: "general", key: "?" },
  { id: "back", section: "general", key: "Escape", isFixed: true },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]["id"];

export const SECTIONS: readonly Section[] = ["list", "conversation", "go", "general"];

export const commandsOf = (section: Section): readonly (Command & { id: CommandId })[] =>
  COMMANDS.filter((command) => command.section === section);

export function isCommand(id: string): id is CommandId {
  return COMMANDS.some((command) => command.id === id);
}

export function isFixed(id: CommandId): boolean {
  return COMMANDS.some((command: Command) => command.id === id && command.isFixed);
}
