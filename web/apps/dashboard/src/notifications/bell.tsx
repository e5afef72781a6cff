import { CountBadge, classes, MenuCard } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { Button, DialogTrigger } from "react-aria-components";
import { useMe } from "../accounts/me";
import { t } from "../texts";
import styles from "./bell.module.css";
import { NotificationList } from "./notification-list";
import { notificationsQuery } from "./queries";

export function NotificationBell({ collapsed, phone }: { collapsed?: boolean; phone?: boolean }) {
  const me = useMe();
  const notifications = useQuery(notificationsQuery(me.business.id)).data ?? [];
  const [open, setOpen] = useState(false);
  const unread = notifications.filter((n) => !n.read_at).length;
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
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
      </Button>
      <MenuCard wide placement={phone ? "top" : "right top"} aria-label={t.notifications.title}>
        <NotificationList notifications={notifications} onClose={() => setOpen(false)} />
      </MenuCard>
    </DialogTrigger>
  );
}
