import type { Notification } from "@pingback/api";
import { Avatar, Button, classes, type Popup, PopupCard } from "@pingback/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useMe } from "../accounts/me";
import { cachedConversation } from "../conversations/cached";
import { nameOf, useMembers } from "../members/queries";
import { Link } from "../routing";
import { t } from "../texts";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { useMarkRead } from "./actions";
import { notificationLine } from "./announce";
import styles from "./notification-list.module.css";

interface NotificationListProps {
  popup: Popup;
  placement: "top" | "right top";
  notifications: Notification[];
}

export default function NotificationList({ popup, placement, notifications }: NotificationListProps) {
  return (
    <PopupCard popup={popup} wide placement={placement} aria-label={t.notifications.title}>
      <Lines notifications={notifications} onClose={() => popup.setOpen(false)} />
    </PopupCard>
  );
}

function Lines({ notifications, onClose }: { notifications: Notification[]; onClose: () => void }) {
  const markRead = useMarkRead();
  // The button goes with the last unread notification; the focus must not go with it.
  const title = useRef<HTMLHeadingElement>(null);
  const anyUnread = notifications.some((n) => !n.read_at);

  return (
    <>
      <div className={styles.head}>
        <h2 ref={title} tabIndex={-1} className={styles.title}>
          {t.notifications.title}
        </h2>
        {anyUnread && (
          <Button
            size="small"
            variant="quiet"
            onPress={() => {
              markRead.mutate(null);
              title.current?.focus();
            }}
          >
            {t.notifications.markAll}
          </Button>
        )}
      </div>
      {notifications.length === 0 ? (
        <p className={styles.empty}>{t.notifications.empty}</p>
      ) : (
        <ul className={styles.list}>
          {notifications.map((notification) => (
            <Line
              key={notification.id}
              notification={notification}
              onOpen={() => {
                if (!notification.read_at) markRead.mutate(notification.id);
                onClose();
              }}
              onMarkRead={() => markRead.mutate(notification.id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface LineProps {
  notification: Notification;
  onOpen: () => void;
  onMarkRead: () => void;
}

function Line({ notification, onOpen, onMarkRead }: LineProps) {
  const me = useMe();
  const client = useQueryClient();
  const members = useMembers();
  const now = useNow();
  const link = useRef<HTMLAnchorElement>(null);
  const { conversation_id: id, actor_id, actor_name } = notification;
  const conversation = id ? cachedConversation(client, me.business.id, id) : undefined;
  const number = conversation?.number ?? notification.conversation_number ?? null;
  const actor = nameOf(members, actor_id) ?? actor_name ?? t.notifications.someone;
  const unread = !notification.read_at;
  const content = (
    <>
      <Avatar name={actor} size={28} />
      <span className={styles.words}>
        <span className={classes(styles.line, unread && styles.unread)}>
          {notificationLine(notification.type, actor, number)}
        </span>
        <time className={styles.time} dateTime={notification.created_at}>
          {longAgo(notification.created_at, now)}
        </time>
      </span>
    </>
  );
  return (
    <li className={styles.item}>
      {id ? (
        <Link
          ref={link}
          to="/inbox/$number"
          params={{ number: number ? String(number) : id }}
          className={styles.link}
          onClick={onOpen}
        >
          {content}
        </Link>
      ) : (
        <Link ref={link} to="/settings/team" className={styles.link} onClick={onOpen}>
          {content}
        </Link>
      )}
      {unread && (
        <button
          type="button"
          className={styles.dot}
          aria-label={t.notifications.markRead}
          onClick={onMarkRead}
        >
          <span aria-hidden="true" />
        </button>
      )}
    </li>
  );
}
