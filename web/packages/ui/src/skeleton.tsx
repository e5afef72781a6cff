import type { CSSProperties } from "react";
import styles from "./skeleton.module.css";

/** Grey rows in the shape of what comes; only seen when it takes longer than 150 ms. */
export function Skeleton({ rows, height, label }: { rows: number; height: number; label: string }) {
  return (
    <div
      role="status"
      aria-label={label}
      className={styles.skeleton}
      style={{ "--row": `${height}px` } as CSSProperties}
    >
      {Array.from({ length: rows }, (_, i) => `row ${i}`).map((row) => (
        <span key={row} className={styles.row} aria-hidden="true">
          <span className={styles.disc} />
          <span className={styles.bars} />
        </span>
      ))}
    </div>
  );
}
