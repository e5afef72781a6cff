import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./class-names";
import styles from "./notice.module.css";

const ICONS = { info: Info, error: CircleAlert, warning: TriangleAlert };

export interface NoticeProps {
  tone?: "info" | "error" | "warning";
  title?: string | undefined;
  action?: ReactNode;
  children?: ReactNode;
}

/** A block inside a page or a form. An error is an alert, so it is read out when it appears. */
export function Notice({ tone = "info", title, action, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classes(styles.notice, styles[tone])} {...(tone === "error" ? { role: "alert" } : {})}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div className={styles.text}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
