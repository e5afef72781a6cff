import type { ReactNode } from "react";
import { classes } from "./class-names";
import styles from "./pill.module.css";

export interface PillProps {
  tone?: "neutral" | "green" | "amber" | "red" | "brand";
  icon?: ReactNode;
  children: ReactNode;
}

export function Pill({ tone = "neutral", icon, children }: PillProps) {
  return (
    <span className={classes(styles.pill, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

/** A small count; 99+ above that. */
export function CountBadge({ count }: { count: number }) {
  return <span className={styles.count}>{count > 99 ? "99+" : count}</span>;
}
