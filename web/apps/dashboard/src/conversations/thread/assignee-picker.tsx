import type { Conversation, Member } from "@pingback/api";
import { Avatar, Button, classes, dismissToast, NoAvatar, part, toast, usePopup } from "@pingback/ui";
import { ChevronDown, Lock, UserRoundPlus } from "lucide-react";
import { Suspense, useRef } from "react";
import { useMay, useMe } from "../../accounts/me";
import { capitalised } from "../../frame/failure";
import { useCommand } from "../../keyboard/use-command";
import { useMembers } from "../../members/queries";
import { t } from "../../texts";
import { useAssign } from "../actions";
import styles from "./assignee-picker.module.css";

const REASON = "assignee-locked";

const MemberCard = part(() => import("./member-card"));

/** Who holds the conversation. Owners and admins choose; the others read why they cannot. */
export function AssigneePicker({ conversation, compact }: { conversation: Conversation; compact?: boolean }) {
  const me = useMe();
  const may = useMay("conversation.assign");
  const members = useMembers();
  const assign = useAssign(conversation);
  const { popup, trigger, wasOpened } = usePopup("dialog", MemberCard.load);
  const tellWhoMay = useTellWhoMay();
  useCommand("assign", () => (may ? popup.setOpen(true) : tellWhoMay()));
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
        <>
          <button type="button" {...trigger} className={styles.button} aria-label={label}>
            {face}
          </button>
          <Suspense>
            {wasOpened && (
              <MemberCard
                popup={popup}
                members={members}
                selected={conversation.assignee_id}
                onChoose={(member) => {
                  popup.setOpen(false);
                  if ((member?.user_id ?? null) !== conversation.assignee_id) assign.mutate(member);
                }}
              />
            )}
          </Suspense>
        </>
      ) : (
        <>
          <button
            type="button"
            aria-disabled="true"
            aria-describedby={REASON}
            aria-label={label}
            className={classes(styles.button, styles.locked)}
            title={compact ? t.assignee.locked : undefined}
            onClick={tellWhoMay}
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

/** Says it once, however often one asks. */
function useTellWhoMay() {
  const last = useRef<number | null>(null);
  return () => {
    if (last.current !== null) dismissToast(last.current);
    last.current = toast({ tone: "info", title: t.assignee.mayNot, text: t.assignee.locked });
  };
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
        <span className={styles.name}>{member ? name : capitalised(name)}</span>
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
