import { Suspense } from "react";
import { useIsPhone } from "../frame/media";
import { Link, Outlet, usePlace } from "../routing";
import { settings as settingsWords } from "../texts/settings";
import styles from "./settings.module.css";
import { SETTINGS } from "./settings-pages";

export default function Settings() {
  const phone = useIsPhone();
  const path = usePlace().pathname;
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
    <nav aria-label={settingsWords.nav} className={styles.nav}>
      <h1 className={styles.title}>{settingsWords.nav}</h1>
      {SETTINGS.map((group) => (
        <div key={group.title} className={styles.group}>
          <h2 className={styles.groupTitle}>{group.title}</h2>
          <ul>
            {group.items.map(({ to, label, Icon }) => (
              <li key={to}>
                <Link to={to} className={styles.item} aria-current={path === to ? "page" : undefined}>
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
