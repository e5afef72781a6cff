import type { Customer, Member, Message } from "@pingback/api";
import { Avatar, classes } from "@pingback/ui";
import { Check, CheckCheck, Clock, Lock, type LucideIcon } from "lucide-react";
import { memo } from "react";
import { firstName, nameOf } from "../../members/queries";
import { t } from "../../texts";
import { time } from "../../texts/times";
import { mentionPieces } from "../composer/mentions";
import { customerName } from "../customer-name";
import { Attachments } from "./attachments";
import styles from "./message-bubble.module.css";
import { NotDelivered } from "./message-not-delivered";

interface MessageBubbleProps {
  message: Message;
  conversationId: string;
  customer: Customer | null;
  members: readonly Member[];
  startsGroup: boolean;
  endsGroup: boolean;
}

/** Memoised, and given everything: a long thread has thousands, and most things concern none of them. */
export const MessageBubble = memo(function MessageBubble({
  message,
  conversationId,
  customer,
  members,
  startsGroup,
  endsGroup,
}: MessageBubbleProps) {
  const incoming = message.sender_type === "customer";
  const name = incoming
    ? customerName({ customer })
    : message.sender_type === "ai"
      ? t.conversations.theo
      : (nameOf(members, message.sender_id) ?? message.sender_name ?? t.conversations.aFormerMember);
  if (message.is_private) return <Note message={message} name={firstName(name)} members={members} />;

  const failed = message.delivery === "failed";
  return (
    <article
      className={classes(styles.message, incoming ? styles.in : styles.out, startsGroup && styles.starts)}
    >
      {startsGroup && (
        <p className={styles.head}>
          <span className={styles.name}>{incoming && !customer?.name ? name : firstName(name)}</span>
          <time dateTime={message.created_at}>{time(message.created_at)}</time>
        </p>
      )}
      {startsGroup && incoming && (
        <span className={styles.face}>
          <Avatar name={customer?.name ?? null} seed={customer?.id ?? conversationId} size={28} />
        </span>
      )}
      <div className={classes(styles.bubble, failed && styles.failed)}>
        {message.content && <p className={styles.text}>{message.content}</p>}
        <Attachments attachments={message.attachments} />
      </div>
      {failed ? (
        <NotDelivered message={message} conversationId={conversationId} />
      ) : (
        !incoming && endsGroup && <Tick message={message} />
      )}
    </article>
  );
});

function Note({ message, name, members }: { message: Message; name: string; members: readonly Member[] }) {
  const mentioned = members.filter((member) => message.mentions.includes(member.user_id));
  return (
    <article className={classes(styles.message, styles.out, styles.starts)}>
      <div className={classes(styles.bubble, styles.note)}>
        <p className={styles.noteHead}>
          <Lock size={13} strokeWidth={2} aria-hidden />
          <strong>{t.thread.privateNote}</strong>
          <span>
            {name}
            <span className={styles.who}> · {t.thread.onlyTeam}</span>
          </span>
          <time dateTime={message.created_at}>{time(message.created_at)}</time>
        </p>
        {message.content && (
          <p className={styles.text}>
            {mentionPieces(message.content, mentioned).map(({ text, strong, at }) =>
              strong ? (
                <strong key={at} className={styles.mention}>
                  {text}
                </strong>
              ) : (
                text
              ),
            )}
          </p>
        )}
        <Attachments attachments={message.attachments} />
      </div>
    </article>
  );
}

/** Ticks with words: the shape alone would not be understood. */
function Tick({ message }: { message: Message }) {
  const [Icon, word]: [LucideIcon, string] = message.read_at
    ? [CheckCheck, t.thread.ticks.read]
    : message.delivered_at
      ? [CheckCheck, t.thread.ticks.delivered]
      : message.delivery === "pending"
        ? [Clock, t.thread.ticks.sending]
        : [Check, t.thread.ticks.sent];
  return (
    <p className={classes(styles.tick, message.read_at && styles.tickRead)}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      {word}
    </p>
  );
}
