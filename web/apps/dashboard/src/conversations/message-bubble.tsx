import type { Customer, Member, Message } from "@pingback/api";
import { Avatar, Button, classes } from "@pingback/ui";
import { Check, CheckCheck, CircleAlert, Clock, Lock, type LucideIcon, RefreshCw } from "lucide-react";
import { memo } from "react";
import { useMe } from "../accounts/me";
import { firstName, nameOf } from "../members/queries";
import { t } from "../texts";
import { time } from "../texts/times";
import { Attachments } from "./attachments";
import { customerName } from "./conversation-row";
import { readDraft, writeDraft } from "./drafts";
import styles from "./message-bubble.module.css";
import type { Outgoing } from "./outbox";
import { outbox } from "./outbox-store";

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
  if (message.is_private) return <Note message={message} name={firstName(name)} />;

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
        <p className={classes(styles.tick, styles.tickFailed)}>
          <CircleAlert size={14} strokeWidth={2} aria-hidden />
          {t.thread.notSent(message.delivery_error ?? "")}
        </p>
      ) : (
        !incoming && endsGroup && <Tick message={message} />
      )}
    </article>
  );
});

function Note({ message, name }: { message: Message; name: string }) {
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
        {message.content && <p className={styles.text}>{message.content}</p>}
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

/** A message of one's own that the server does not have yet. */
export function OutgoingBubble({ outgoing }: { outgoing: Outgoing }) {
  const me = useMe();
  const { state, isPrivate, key } = outgoing;
  const edit = () => {
    const kind = isPrivate ? "note" : "reply";
    const draft = readDraft(outgoing.conversationId, kind);
    writeDraft(outgoing.conversationId, kind, [outgoing.content, draft].filter(Boolean).join("\n"));
    outbox.discard(key);
  };
  return (
    <article
      className={classes(styles.message, styles.out, styles.starts)}
      aria-label={firstName(me.user.full_name)}
    >
      <div
        className={classes(
          styles.bubble,
          isPrivate && styles.note,
          state === "failed" ? styles.failed : styles.underWay,
        )}
      >
        {outgoing.content && <p className={styles.text}>{outgoing.content}</p>}
        <Attachments attachments={outgoing.attachments} />
      </div>
      {state === "failed" ? (
        <div className={classes(styles.tick, styles.tickFailed)} role="alert">
          <CircleAlert size={14} strokeWidth={2} aria-hidden />
          <span className={styles.reason}>{t.thread.notSent(outgoing.reason ?? "")}</span>
          <Button
            size="small"
            icon={<RefreshCw size={14} strokeWidth={2} aria-hidden />}
            onPress={() => outbox.retry(key)}
          >
            {t.thread.retry}
          </Button>
          <Button size="small" onPress={edit}>
            {t.thread.edit}
          </Button>
        </div>
      ) : (
        <p className={styles.tick}>
          <Clock size={14} strokeWidth={2} aria-hidden />
          {state === "sending" ? t.thread.ticks.sending : t.thread.ticks.waiting}
        </p>
      )}
    </article>
  );
}
