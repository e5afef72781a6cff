import type { ReactNode } from "react";
import type { Search } from "../conversations/filter";
import { Link } from "../routing";
import styles from "./rail.module.css";

interface RailItemProps {
  label: string;
  icon: ReactNode;
  search: Search;
  isCurrent: boolean;
  collapsed?: boolean;
  count?: number | undefined;
  onPress?: (() => void) | undefined;
}

/** A list of the inbox. Its name is the label alone: what is counted changes all the time. */
export function RailItem({ label, icon, search, isCurrent, collapsed, count, onPress }: RailItemProps) {
  return (
    <Link
      to="/inbox"
      search={search}
      className={styles.item}
      aria-label={label}
      aria-current={isCurrent ? "page" : undefined}
      data-tip={collapsed ? label : undefined}
      {...(onPress ? { onClick: onPress } : {})}
    >
      {icon}
      {!collapsed && (
        <>
          <span className={styles.label}>{label}</span>
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </>
      )}
    </Link>
  );
}
