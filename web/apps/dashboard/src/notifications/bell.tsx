import { CountBadge, classes, part, usePopup } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { Suspense } from "react";
import { useMe } from "../accounts/me";
import { t } from "../texts";
import styles from "./bell.module.css";
import { notificationsQuery } from "./queries";

const NotificationList = part(() => import("./notification-list"));

export function NotificationBell({ collapsed, phone }: { collapsed?: boolean; phone?: boolean }) {
  const me = useMe();
  const notifications = useQuery(notificationsQuery(me.business.id)).data ?? [];
  const { popup, trigger, wasOpened } = usePopup("dialog", NotificationList.load);
  const unread = notifications.filter((n) => !n.read_at).length;
  return (
    <>
      <button
        type="button"
        {...trigger}
        className={classes(styles.bell, collapsed && styles.collapsed, phone && styles.phone)}
        aria-label={t.notifications.name(unread)}
      >
        <span className={styles.mark}>
          <Bell size={phone ? 22 : collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />
          {(collapsed || phone) && unread > 0 && (
            <span className={styles.over}>
              <CountBadge count={unread} />
            </span>
          )}
        </span>
        {!collapsed && <span className={styles.label}>{t.notifications.title}</span>}
        {!collapsed && !phone && unread > 0 && <CountBadge count={unread} />}
      </button>
      <Suspense>
        {wasOpened && (
          <NotificationList
            popup={popup}
            placement={phone ? "top" : "right top"}
            notifications={notifications}
          />
        )}
      </Suspense>
    </>
  );
}
