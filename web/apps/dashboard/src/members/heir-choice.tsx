import type { Member } from "@pingback/api";
import { Select } from "@pingback/ui";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { firstName, useMembers } from "./queries";

const NOBODY = "nobody";

export interface HeirChoiceProps {
  leaving: Member;
  /** The user who gets the conversations; null: nobody. */
  heir: string | null;
  onChange: (heir: string | null) => void;
}

/** Who gets what a member holds. Whoever is Live and has the least stands first. */
export function HeirChoice({ leaving, heir, onChange }: HeirChoiceProps) {
  const order = { live: 0, away: 1, offline: 2 };
  const others = useMembers()
    .filter((m) => m.is_active && m.id !== leaving.id)
    .sort((a, b) => order[a.status] - order[b.status] || a.open_conversations - b.open_conversations);
  const { heirs } = memberWords;
  return (
    <Select
      label={heirs.label(firstName(leaving.name), leaving.open_conversations)}
      options={[
        { id: NOBODY, label: heirs.nobody },
        ...others.map((m) => ({
          id: m.user_id,
          label: heirs.member(m.name, t.status.words[m.status], t.assignee.open(m.open_conversations)),
        })),
      ]}
      value={heir ?? NOBODY}
      onChange={(id) => onChange(id === NOBODY ? null : id)}
    />
  );
}
