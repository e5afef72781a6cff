import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { CreditCard, type LucideIcon, MessageCircle, UserRound, Users } from "lucide-react";
import { Suspense } from "react";
import { useIsPhone } from "../frame/media";
import { t } from "../texts";
import styles from "./settings.module.css";

interface Item {
  to: "/settings/profile" | "/settings/team" | "/settings/widget" | "/settings/usage";
  label: string;
  Icon: LucideIcon;
}

const GROUPS: readonly { title: string; items: readonly Item[] }[] = [
  {
    title: t.settings.groups.you,
    items: [{ to: "/settings/profile", label: t.settings.profile, Icon: UserRound }],
  },
  {
    title: t.settings.groups.workspace,
    items: [
      { to: "/settings/team", label: t.settings.team, Icon: Users },
      { to: "/settings/widget", label: t.settings.widget, Icon: MessageCircle },
    ],
  },
  {
    title: t.settings.groups.plan,
    items: [{ to: "/settings/usage", label: t.settings.usage, Icon: CreditCard }],
  },
];

export default function Settings() {
  const phone = useIsPhone();
  const path = useLocation({ select: (location) => location.pathname.replace(/\/$/, "") });
  return (
    <div className={styles.settings}>
      {!phone && <SettingsNav path={path} />}
      <div className={styles.content}>
        <Suspense>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

/** The column beside the pages; on a phone it is the page at /settings itself. */
export function SettingsNav({ path }: { path: string }) {
  return (
    <nav aria-label={t.settings.nav} className={styles.nav}>
      <h1 className={styles.title}>{t.settings.nav}</h1>
      {GROUPS.map((group) => (
        <div key={group.title} className={styles.group}>
          <h2 className={styles.groupTitle}>{group.title}</h2>
          <ul>
            {group.items.map(({ to, label, Icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={styles.item}
                  activeProps={{}}
                  aria-current={path === to ? "page" : undefined}
                >
                  <Icon size={16} strokeWidth={1.75} aria-hidden />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
