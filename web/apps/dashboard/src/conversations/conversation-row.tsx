import type { Conversation, Message } from "@pingback/api";
import { Avatar, classes, NoAvatar, Pill } from "@pingback/ui";
import { Link } from "@tanstack/react-router";
import { Clock, ClockAlert, Lock, type LucideIcon, Reply } from "lucide-react";
import { useMe } from "../accounts/me";
import { firstName, nameOf, useMembers } from "../members/queries";
import { t } from "../texts";
import { ago } from "../texts/times";
import { useNow } from "../texts/use-now";
import { ChannelMark, channelName } from "./channel-mark";
import styles from "./conversation-row.module.css";
import { useTyping } from "./typing";
import { isUnread, type Wait, waitOf } from "./wait";

const WAIT_ICONS: Record<Wait, LucideIcon> = {
  answered: Reply,
  waiting: Clock,
  soon: ClockAlert,
  late: ClockAlert,
};

export function ConversationRow({
  conversation,
  isCurrent,
}: {
  conversation: Conversation;
  isCurrent: boolean;
}) {
  const now = useNow();
  const members = useMembers();
  const typing = useTyping(conversation.id);
  const name = customerName(conversation);
  const unread = isUnread(conversation);
  const wait = waitOf(conversation, now);
  const newest = conversation.messages.at(-1);
  const since = newest?.created_at ?? conversation.updated_at;
  const WaitIcon = WAIT_ICONS[wait];
  const holder = nameOf(members, conversation.assignee_id);
  return (
    <Link
      to="/inbox/$number"
      params={{ number: String(conversation.number) }}
      // The list keeps its tab and status.
      search
      activeProps={{}}
      className={styles.row}
      aria-current={isCurrent ? "page" : undefined}
    >
      <Avatar
        name={conversation.customer?.name ?? null}
        seed={conversation.customer_id ?? conversation.id}
        badge={<ChannelMark type={conversation.channel_type} size={11} />}
      />
      <span className={styles.body}>
        <span className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className={classes(styles.wait, styles[wait])}>
            <WaitIcon size={14} strokeWidth={2} aria-hidden />
            <time dateTime={since}>
              <span aria-hidden="true">{ago(since, now)}</span>
              <span className="visually-hidden">{spoken(wait, ago(since, now))}</span>
            </time>
          </span>
        </span>
        <span className={styles.line}>
          {typing.includes(null) || typing.includes(conversation.customer_id) ? (
            <span className={styles.typing}>{t.thread.typing([firstName(name)])}…</span>
          ) : (
            <Preview message={newest} unread={unread} />
          )}
          {unread && <span className={styles.dot} role="img" aria-label={t.notifications.unread} />}
        </span>
        <span className={styles.line}>
          <span className={styles.number}>{t.conversations.number(conversation.number)}</span>
          <span className="visually-hidden">{channelName(conversation.channel_type)}</span>
          {conversation.needs_handoff && <Pill tone="amber">{handoff(conversation.handoff_reason)}</Pill>}
          {conversation.status !== "open" && <Pill>{t.conversations.statuses[conversation.status]}</Pill>}
          <span className={styles.holder}>
            {holder ? <Avatar name={holder} size={20} /> : <NoAvatar />}
            <span className="visually-hidden">
              {holder ? t.conversations.assignedTo(holder) : t.conversations.unassigned}
            </span>
          </span>
        </span>
      </span>
    </Link>
  );
}

function Preview({ message, unread }: { message: Message | undefined; unread: boolean }) {
  const me = useMe();
  const members = useMembers();
  if (!message) return <span className={styles.preview}>{t.conversations.noMessage}</span>;
  const sender =
    message.sender_type === "ai"
      ? t.conversations.theo
      : message.sender_id === me.user.id
        ? t.conversations.you
        : firstName(nameOf(members, message.sender_id) ?? "");
  const text = message.content || t.conversations.attachment(message.attachments.length);
  return (
    <span className={classes(styles.preview, unread && styles.unread)}>
      {message.is_private && (
        <Lock size={12} strokeWidth={2} aria-label={t.conversations.privateNotePrefix} />
      )}
      {(message.sender_type === "agent" || message.sender_type === "ai") &&
        sender &&
        `${t.conversations.from(sender)} `}
      {text}
    </span>
  );
}

export function customerName({ customer }: Pick<Conversation, "customer">): string {
  return customer?.name || customer?.email || t.conversations.noCustomerName;
}

function spoken(wait: Wait, time: string): string {
  return wait === "answered" ? t.conversations.updated(time) : t.conversations.waiting(time);
}

function handoff(reason: string | null): string {
  if (reason === "low_confidence") return t.conversations.lowConfidence;
  return reason === "complex_issue" ? t.conversations.complexIssue : t.conversations.needsPerson;
}
