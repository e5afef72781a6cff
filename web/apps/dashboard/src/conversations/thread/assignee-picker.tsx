import type { Conversation, Member } from "@pingback/api";
import { Avatar, Button, classes, MenuCard, menuStyles, NoAvatar } from "@pingback/ui";
import { Check, ChevronDown, Lock, UserRoundPlus } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { Button as AriaButton, DialogTrigger, ListBox, ListBoxItem, Text } from "react-aria-components";
import { useMay, useMe } from "../../accounts/me";
import { useCommand } from "../../keyboard/use-command";
import { useMembers } from "../../members/queries";
import { t } from "../../texts";
import { useAssign } from "../actions";
import styles from "./assignee-picker.module.css";

const REASON = "assignee-locked";
const NOBODY = "nobody";

/** Who holds the conversation. Owners and admins choose; the others read why they cannot. */
export function AssigneePicker({ conversation, compact }: { conversation: Conversation; compact?: boolean }) {
  const me = useMe();
  const may = useMay("conversation.assign");
  const members = useMembers();
  const assign = useAssign(conversation);
  const [open, setOpen] = useState(false);
  useCommand("assign", () => setOpen(true), may);
  const holder = members.find((m) => m.user_id === conversation.assignee_id);
  const former = conversation.assignee_id !== null && !holder && members.length > 0;
  const name = holder?.name ?? (former ? t.conversations.aFormerMember : t.conversations.nobody);
  const own = members.find((m) => m.user_id === me.user.id);
  const face = <Face member={holder} name={name} compact={compact ?? false} />;
  const label = t.assignee.button(name);

  return (
    <div className={classes(styles.picker, compact && styles.compact)}>
      {!compact && (
        <div className={styles.head}>
          <h2 className={styles.title}>{t.assignee.title}</h2>
          {may && own && conversation.assignee_id !== me.user.id && (
            <Button variant="quiet" size="small" onPress={() => assign.mutate(own)}>
              {t.assignee.toMe}
            </Button>
          )}
        </div>
      )}
      {may ? (
        <DialogTrigger isOpen={open} onOpenChange={setOpen}>
          <AriaButton className={styles.button ?? ""} aria-label={label}>
            {face}
          </AriaButton>
          <MenuCard placement="bottom end" aria-label={t.assignee.title}>
            <MemberOptions
              members={members}
              selected={conversation.assignee_id}
              onChoose={(member) => {
                setOpen(false);
                if ((member?.user_id ?? null) !== conversation.assignee_id) assign.mutate(member);
              }}
            />
          </MenuCard>
        </DialogTrigger>
      ) : (
        <>
          <button
            type="button"
            aria-disabled="true"
            aria-describedby={REASON}
            aria-label={label}
            className={classes(styles.button, styles.locked)}
            title={compact ? t.assignee.locked : undefined}
          >
            {face}
          </button>
          <p id={REASON} className={compact ? "visually-hidden" : styles.reason}>
            <Lock size={12} strokeWidth={2} aria-hidden /> {t.assignee.locked}
          </p>
        </>
      )}
    </div>
  );
}

function Face({ member, name, compact }: { member: Member | undefined; name: string; compact: boolean }) {
  if (compact) {
    return member ? (
      <Avatar name={member.name} size={24} status={member.status} />
    ) : (
      <UserRoundPlus size={18} strokeWidth={1.75} aria-hidden />
    );
  }
  return (
    <>
      {member ? <Avatar name={member.name} size={28} status={member.status} /> : <NoAvatar size={28} />}
      <span className={styles.words}>
        <span className={styles.name}>{member ? name : capital(name)}</span>
        {member && (
          <span className={styles.state}>
            {t.status.words[member.status]} · {t.assignee.open(member.open_conversations)}
          </span>
        )}
      </span>
      <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
    </>
  );
}

interface MemberOptionsProps {
  members: readonly Member[];
  selected: string | null;
  onChoose: (member: Member | null) => void;
}

/** Every active member with status and load; the bar is relative to the busiest. */
function MemberOptions({ members, selected, onChoose }: MemberOptionsProps) {
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
                  {t.status.words[member.status]}
                  {member.status !== "live" && ` · ${t.assignee.mayWait}`}
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

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
