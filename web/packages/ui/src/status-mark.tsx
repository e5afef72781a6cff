import type { CSSProperties } from "react";
import { classes } from "./class-names";
import styles from "./status-mark.module.css";

export type Status = "live" | "away" | "offline";

/** Full disc, half disc or ring: the shape says it without the colour. The word stands beside it or in the name. */
export function StatusMark({ status, size = 10 }: { status: Status; size?: number }) {
  return (
    <span
      aria-hidden="true"
      className={classes(styles.mark, styles[status])}
      style={{ "--mark": `${size}px` } as CSSProperties}
    />
  );
}
