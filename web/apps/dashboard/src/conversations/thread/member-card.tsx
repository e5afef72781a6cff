import type { Member } from "@pingback/api";
import { Avatar, classes, menuStyles, NoAvatar, type Popup, PopupCard } from "@pingback/ui";
import { Check } from "lucide-react";
import type { CSSProperties } from "react";
import { ListBox, ListBoxItem, Text } from "react-aria-components";
import { useMe } from "../../accounts/me";
import { t } from "../../texts";
import styles from "./assignee-picker.module.css";

const NOBODY = "nobody";

interface MemberCardProps {
  popup: Popup;
  members: readonly Member[];
  selected: string | null;
  onChoose: (member: Member | null) => void;
}

/** Every active member with status and load; the bar is relative to the busiest. */
export default function MemberCard({ popup, ...options }: MemberCardProps) {
  return (
    <PopupCard popup={popup} placement="bottom end" aria-label={t.assignee.title}>
      <MemberOptions {...options} />
    </PopupCard>
  );
}

function MemberOptions({ members, selected, onChoose }: Omit<MemberCardProps, "popup">) {
  const me = useMe();
  const active = members.filter((m) => m.is_active);
  const busiest = Math.max(1, ...active.map((m) => m.open_conversations));
  return (
    <ListBox
      className={menuStyles.menu ?? ""}
      aria-label={t.assignee.list}
      // The list just opened for this choice.
      autoFocus
      selectionMode="single"
      selectedKeys={[selected ?? NOBODY]}
      onSelectionChange={(keys) => {
        // Pressing the holder once more takes nothing away: it stays chosen.
        const chosen = [...(keys as Set<string>)][0] ?? selected;
        onChoose(active.find((m) => m.user_id === chosen) ?? null);
      }}
    >
      {active.map((member) => (
        <ListBoxItem
          key={member.user_id}
          id={member.user_id}
          textValue={member.name}
          className={classes(menuStyles.item, styles.option)}
        >
          {({ isSelected }) => (
            <>
              <Avatar name={member.name} size={28} status={member.status} />
              <span className={styles.words}>
                <Text slot="label" className={styles.name ?? ""}>
                  {member.name}
                  {member.user_id === me.user.id && <span className={styles.you}> {t.assignee.you}</span>}
                </Text>
                <Text slot="description" className={styles.state ?? ""}>
                  {stateOf(member)}
                  <span className="visually-hidden">, {t.assignee.open(member.open_conversations)}</span>
                </Text>
              </span>
              {isSelected && <Check size={16} strokeWidth={1.75} aria-hidden />}
              <span className={styles.load} aria-hidden="true">
                {t.assignee.open(member.open_conversations)}
                <span
                  className={styles.bar}
                  style={{ "--share": member.open_conversations / busiest } as CSSProperties}
                />
              </span>
            </>
          )}
        </ListBoxItem>
      ))}
      <ListBoxItem
        id={NOBODY}
        textValue={t.conversations.unassigned}
        className={classes(menuStyles.item, styles.option)}
      >
        {({ isSelected }) => (
          <>
            <NoAvatar size={28} />
            <span className={styles.words}>{t.conversations.unassigned}</span>
            {isSelected && <Check size={16} strokeWidth={1.75} aria-hidden />}
          </>
        )}
      </ListBoxItem>
    </ListBox>
  );
}

/** What the member says of themselves, and what that is worth at the moment. */
function stateOf({ status, is_connected }: Member): string {
  const doubt = is_connected ? status !== "live" && t.assignee.mayWait : t.assignee.notConnected;
  return doubt ? `${t.status.words[status]} · ${doubt}` : t.status.words[status];
}
