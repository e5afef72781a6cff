import { classes, part, usePopup } from "@pingback/ui";
import { Bookmark, PanelLeftClose, PanelLeftOpen, Search, Settings } from "lucide-react";
import { Suspense } from "react";
import { Keys } from "../keyboard/keys";
import { useKeyShortcut, useKeysOf } from "../keyboard/use-command";
import { NotificationBell } from "../notifications/bell";
import { SetUpLink } from "../onboarding/setup-link";
import { Link } from "../routing";
import { openSearch } from "../search/open";
import { t } from "../texts";
import { WorkspaceSwitch } from "../workspaces/workspace-switch";
import styles from "./rail.module.css";
import { RailLists } from "./rail-lists";
import { RailSections } from "./rail-sections";
import { setRailCollapsed } from "./rail-state";
import { StatusMenu } from "./status-menu";

const RailCard = part(() => import("./rail-card"));

export interface RailProps {
  collapsed: boolean;
  /** Where there is room for words, the member chooses. */
  mayChoose: boolean;
  inSettings: boolean;
}

export function Rail({ collapsed, mayChoose, inSettings }: RailProps) {
  const size = collapsed ? 18 : 16;
  const Fold = collapsed ? PanelLeftOpen : PanelLeftClose;
  const fold = collapsed ? t.lists.expand : t.lists.collapse;
  return (
    <header className={classes(styles.rail, collapsed && styles.collapsed)}>
      <WorkspaceSwitch collapsed={collapsed} />
      <SearchField collapsed={collapsed} />
      <NotificationBell collapsed={collapsed} />
      <SetUpLink
        collapsed={collapsed}
        className={styles.item}
        labelClass={styles.label}
        countClass={styles.count}
      />
      <nav aria-label={t.frame.main} className={styles.nav}>
        <div className={styles.lists}>
          <RailLists collapsed={collapsed} />
          {collapsed ? <Folded /> : <RailSections withLists={false} />}
        </div>
        <Link
          to="/settings"
          className={styles.item}
          aria-label={t.frame.settings}
          aria-current={inSettings ? "page" : undefined}
          data-tip={collapsed ? t.frame.settings : undefined}
        >
          <Settings size={size} strokeWidth={1.75} aria-hidden />
          {!collapsed && <span className={styles.label}>{t.frame.settings}</span>}
        </Link>
      </nav>
      <div className={styles.foot}>
        <StatusMenu compact={collapsed} />
        {mayChoose && (
          <button
            type="button"
            className={styles.fold}
            aria-label={fold}
            aria-expanded={!collapsed}
            onClick={() => setRailCollapsed(!collapsed)}
          >
            <Fold size={16} strokeWidth={1.75} aria-hidden />
          </button>
        )}
      </div>
    </header>
  );
}

function SearchField({ collapsed }: { collapsed: boolean }) {
  const keys = useKeysOf("search");
  const shortcut = useKeyShortcut("search");
  return (
    <button
      type="button"
      {...shortcut}
      className={classes(styles.search, collapsed && styles.searchIcon)}
      aria-label={t.search.title}
      data-tip={collapsed ? t.search.title : undefined}
      onClick={openSearch}
    >
      <Search size={collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />
      {!collapsed && (
        <>
          <span className={styles.label}>{t.search.title}</span>
          <Keys keys={keys} />
        </>
      )}
    </button>
  );
}

/** Without words there is no room for what has only a name: it opens beside the rail. */
function Folded() {
  const { popup, trigger, wasOpened } = usePopup("dialog", RailCard.load);
  return (
    <>
      <button type="button" {...trigger} className={styles.item} aria-label={t.lists.more}>
        <Bookmark size={18} strokeWidth={1.75} aria-hidden />
      </button>
      <Suspense>{wasOpened && <RailCard popup={popup} />}</Suspense>
    </>
  );
}
