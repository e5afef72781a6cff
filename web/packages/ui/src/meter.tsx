import type { CSSProperties } from "react";
import { classes } from "./class-names";
import styles from "./meter.module.css";

/** A bar of what is used. Amber from `warnAt` on; the words beside it say the same. */
export function Meter({
  label,
  value,
  max,
  text,
  warnAt = 0.85,
}: {
  label: string;
  value: number;
  max: number;
  text: string;
  warnAt?: number;
}) {
  const share = max > 0 ? Math.min(1, value / max) : 1;
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuenow={Math.min(value, max)}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, 0)}
      aria-valuetext={text}
      className={classes(styles.meter, share >= warnAt && styles.warn)}
      style={{ "--share": share } as CSSProperties}
    />
  );
}
