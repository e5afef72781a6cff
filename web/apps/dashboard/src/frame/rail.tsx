import { classes } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hand, Inbox, Layers, type LucideIcon, Settings } from "lucide-react";
import { useMe } from "../accounts/me";
import type { Tab } from "../conversations/filter";
import { countsQuery } from "../conversations/queries";
import { NotificationBell } from "../notifications/bell";
import { t } from "../texts";
import { WorkspaceSwitch } from "../workspaces/workspace-switch";
import styles from "./rail.module.css";
import { StatusMenu } from "./status-menu";

const VIEWS: readonly { tab: Tab; label: string; Icon: LucideIcon }[] = [
  { tab: "mine", label: t.frame.mine, Icon: Inbox },
  { tab: "unassigned", label: t.frame.unassigned, Icon: Hand },
  { tab: "all", label: t.frame.allOpen, Icon: Layers },
];

export function Rail({ collapsed, current }: { collapsed: boolean; current: Tab | "settings" | null }) {
  const me = useMe();
  const counts = useQuery(countsQuery(me.business.id)).data;
  return (
    <header className={classes(styles.rail, collapsed && styles.collapsed)}>
      <WorkspaceSwitch collapsed={collapsed} />
      <NotificationBell collapsed={collapsed} />
      <nav aria-label={t.frame.main} className={styles.nav}>
        {VIEWS.map(({ tab, label, Icon }) => (
          <Link
            key={tab}
            to="/inbox"
            search={{ tab }}
            className={styles.item}
            aria-label={label}
            activeProps={NOTHING}
            aria-current={current === tab ? "page" : undefined}
            data-tip={collapsed ? label : undefined}
          >
            <Icon size={collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />
            {!collapsed && (
              <>
                <span className={styles.label}>{label}</span>
                <span className={styles.count}>{counts?.[tab]}</span>
              </>
            )}
          </Link>
        ))}
        <span className={styles.space} />
        <Link
          to="/settings"
          className={styles.item}
          aria-label={t.frame.settings}
          activeProps={NOTHING}
          aria-current={current === "settings" ? "page" : undefined}
          data-tip={collapsed ? t.frame.settings : undefined}
        >
          <Settings size={collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />
          {!collapsed && <span className={styles.label}>{t.frame.settings}</span>}
        </Link>
      </nav>
      <StatusMenu compact={collapsed} />
    </header>
  );
}

/** The router would mark every address below as current; a view is current by its search instead. */
const NOTHING = {};
