import type { Fields } from "./fields";

/** What was typed and is not saved, and how to change that. */
export interface Typed {
  typed: Partial<Fields>;
  onType: (next: (old: Partial<Fields>) => Partial<Fields>) => void;
}

/** What a part of the form is given. */
export interface PartProps {
  fields: Fields;
  change: (part: Partial<Fields>) => void;
}
