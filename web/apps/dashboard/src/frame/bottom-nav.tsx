import { Inbox, type LucideIcon, Search, Settings, Users } from "lucide-react";
import { NotificationBell } from "../notifications/bell";
import { Link } from "../routing";
import { openSearch } from "../search/open";
import { t } from "../texts";
import styles from "./bottom-nav.module.css";

export function BottomNav({ path }: { path: string }) {
  return (
    <nav aria-label={t.frame.main} className={styles.nav}>
      <Tab to="/inbox" label={t.frame.inbox} Icon={Inbox} current={path.startsWith("/inbox")} />
      <NotificationBell phone />
      <button type="button" className={styles.tab} onClick={openSearch}>
        <Search size={22} strokeWidth={1.75} aria-hidden />
        {t.search.title}
      </button>
      <Tab to="/settings/team" label={t.frame.team} Icon={Users} current={path === "/settings/team"} />
      <Tab
        to="/settings"
        label={t.frame.settings}
        Icon={Settings}
        current={path.startsWith("/settings") && path !== "/settings/team"}
      />
    </nav>
  );
}

function Tab({
  to,
  label,
  Icon,
  current,
}: {
  to: string;
  label: string;
  Icon: LucideIcon;
  current: boolean;
}) {
  return (
    <Link to={to} className={styles.tab} aria-current={current ? "page" : undefined}>
      <Icon size={22} strokeWidth={1.75} aria-hidden />
      {label}
    </Link>
  );
}
