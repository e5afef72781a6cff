import { shownKeys } from "./chord";
import styles from "./keys.module.css";

/** Keys as they stand on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  if (keys === "") return null;
  return (
    <span className={styles.keys}>
      {shownKeys(keys).map((key, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may stand there twice
        <kbd key={i} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
