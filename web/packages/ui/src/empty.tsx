import type { ReactNode } from "react";
import styles from "./empty.module.css";

export interface EmptyProps {
  icon?: ReactNode;
  title: string;
  /** Where this is all there is on the page, its title is the page's. */
  wholePage?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}

/** What is true, and the next step. */
export function Empty({ icon, title, wholePage, children, actions }: EmptyProps) {
  const Heading = wholePage ? "h1" : "h2";
  return (
    <div className={styles.empty}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
