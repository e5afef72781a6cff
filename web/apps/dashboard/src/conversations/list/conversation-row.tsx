import type { DraftRef } from "@pingback/api";
import { Avatar, CountBadge, classes, NoAvatar } from "@pingback/ui";
import { Clock, ClockAlert, Ellipsis, type LucideIcon, Reply } from "lucide-react";
import { memo } from "react";
import { nameOf } from "../../members/queries";
import { Link } from "../../routing";
import { t } from "../../texts";
import { ago } from "../../texts/times";
import { useNow } from "../../texts/use-now";
import { ChannelMark, channelName } from "../channel-mark";
import { customerName } from "../customer-name";
import type { Listed } from "../fields";
import { PriorityMark } from "../priority-mark";
import styles from "./conversation-row.module.css";
import { RowPreview } from "./row-preview";
import { RowTags } from "./row-tags";
import { useRowWorld } from "./row-world";
import { sinceOf, type Wait, waitOf } from "./wait";

const WAIT_ICONS: Record<Wait, LucideIcon> = {
  answered: Reply,
  waiting: Clock,
  soon: ClockAlert,
  late: ClockAlert,
};

export interface ConversationRowProps {
  conversation: Listed;
  draft: DraftRef | undefined;
  isCurrent: boolean;
  isSelected: boolean;
  /** Some row is selected: now every row shows its checkbox. */
  isSelecting: boolean;
  isMenuOpen: boolean;
  onSelect: (id: string, withRange: boolean) => void;
  onMenu: (id: string, button: HTMLElement) => void;
}

export const ConversationRow = memo(function ConversationRow({
  conversation,
  draft,
  isCurrent,
  isSelected,
  isSelecting,
  isMenuOpen,
  onSelect,
  onMenu,
}: ConversationRowProps) {
  const now = useNow();
  const { members } = useRowWorld();
  const name = customerName(conversation);
  const unread = conversation.unread_count ?? 0;
  const wait = waitOf(conversation, now);
  const since = sinceOf(conversation);
  const WaitIcon = WAIT_ICONS[wait];
  const holder = nameOf(members, conversation.assignee_id);
  const held = holder ? t.conversations.assignedTo(holder) : t.conversations.unassigned;
  return (
    <div
      className={styles.row}
      data-current={isCurrent || undefined}
      data-selected={isSelected || undefined}
      data-selecting={isSelecting || undefined}
    >
      <Link
        to="/inbox/$number"
        params={{ number: String(conversation.number) }}
        // The list keeps its filter.
        search
        className={styles.link}
        aria-current={isCurrent ? "page" : undefined}
      >
        <span className={styles.face}>
          <Avatar
            name={conversation.customer?.name ?? null}
            seed={conversation.customer_id ?? conversation.id}
            badge={<ChannelMark type={conversation.channel_type} size={11} />}
          />
        </span>
        <span className={styles.body}>
          <span className={styles.line}>
            <span dir="auto" className={classes(styles.name, unread > 0 && styles.unread)}>
              {name}
            </span>
            {conversation.priority && <PriorityMark priority={conversation.priority} named />}
            <span className={classes(styles.wait, styles[wait])}>
              <WaitIcon size={14} strokeWidth={2} aria-hidden />
              <time dateTime={since}>
                <span aria-hidden="true">{ago(since, now)}</span>
                <span className="visually-hidden">{spoken(wait, ago(since, now))}</span>
              </time>
            </span>
          </span>
          <span className={styles.line}>
            <RowPreview conversation={conversation} draft={draft} isUnread={unread > 0} />
            {unread > 0 && (
              <span role="img" aria-label={t.lists.unread(unread)} className={styles.badge}>
                <CountBadge count={unread} />
              </span>
            )}
          </span>
          <span className={styles.line}>
            <span className={styles.number}>{t.conversations.number(conversation.number)}</span>
            <span className="visually-hidden">{channelName(conversation.channel_type)}</span>
            <RowTags conversation={conversation} />
            <span className={styles.holder} title={held}>
              {holder ? <Avatar name={holder} size={20} /> : <NoAvatar />}
              <span className="visually-hidden">{held}</span>
            </span>
          </span>
        </span>
      </Link>
      <label className={styles.pick}>
        {/* The browser's own checkbox: rows come by the dozen while one scrolls. */}
        <input
          type="checkbox"
          className={styles.box}
          aria-label={t.lists.select(name)}
          checked={isSelected}
          // A change tells nothing of the key that was held, a click does; Space is one, too.
          onChange={() => {}}
          onClick={(event) => onSelect(conversation.id, event.shiftKey)}
        />
      </label>
      <button
        type="button"
        className={styles.more}
        aria-label={t.lists.actions(name)}
        aria-haspopup="menu"
        aria-expanded={isMenuOpen}
        onClick={(event) => onMenu(conversation.id, event.currentTarget)}
      >
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  );
});

function spoken(wait: Wait, time: string): string {
  return wait === "answered" ? t.conversations.updated(time) : t.conversations.waiting(time);
}
