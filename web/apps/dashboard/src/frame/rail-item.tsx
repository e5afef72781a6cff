import { type ReactNode, useId } from "react";
import type { Search } from "../conversations/filter";
import { Link } from "../routing";
import { MOST_COUNTED } from "../views/queries";
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

/** A list of the inbox. Its name is the label alone: what is counted changes all the time, and describes it. */
export function RailItem({ label, icon, search, isCurrent, collapsed, count, onPress }: RailItemProps) {
  const id = useId();
  const isCounted = count !== undefined && !collapsed;
  return (
    <Link
      to="/inbox"
      search={search}
      className={styles.item}
      aria-label={label}
      aria-describedby={isCounted ? id : undefined}
      aria-current={isCurrent ? "page" : undefined}
      data-tip={collapsed ? label : undefined}
      {...(onPress ? { onClick: onPress } : {})}
    >
      {icon}
      {!collapsed && (
        <>
          <span className={styles.label}>{label}</span>
          {isCounted && (
            <span id={id} className={styles.count}>
              {shownCount(count)}
            </span>
          )}
        </>
      )}
    </Link>
  );
}

export const shownCount = (count: number) => (count < MOST_COUNTED ? String(count) : `${MOST_COUNTED - 1}+`);
