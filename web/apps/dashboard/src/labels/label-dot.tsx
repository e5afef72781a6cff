import { classes } from "@pingback/ui";
import styles from "./label-dot.module.css";
import type { LabelColor } from "./queries";

/** The coloured square of a label; always beside its name, so it says nothing to screen readers. */
export function LabelDot({ color }: { color: LabelColor }) {
  return <span aria-hidden="true" className={classes(styles.dot, styles[color])} />;
}
