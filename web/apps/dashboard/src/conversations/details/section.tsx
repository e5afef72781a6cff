import { classes } from "@pingback/ui";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import styles from "./conversation-details.module.css";

const PREFIX = "pingback.details.";

interface DetailsSectionProps {
  /** Under which this device remembers whether it is open. */
  id: string;
  title: string;
  count?: number;
  /** Stands at the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the details, which folds up and stays so. */
export function DetailsSection({ id, title, count, action, children }: DetailsSectionProps) {
  const [isOpen, setOpen] = useState(() => localStorage.getItem(PREFIX + id) !== "closed");
  const base = useId();
  const fold = (open: boolean) => {
    localStorage.setItem(PREFIX + id, open ? "open" : "closed");
    setOpen(open);
  };
  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <h2 className={styles.title}>
          <button
            type="button"
            id={`${base}-title`}
            className={styles.fold}
            aria-expanded={isOpen}
            aria-controls={base}
            onClick={() => fold(!isOpen)}
          >
            {title}
            {count !== undefined && <span className={styles.count}>{count}</span>}
            <ChevronDown
              size={14}
              strokeWidth={2}
              className={classes(styles.chevron, isOpen && styles.open)}
              aria-hidden
            />
          </button>
        </h2>
        {isOpen && action}
      </div>
      <div id={base} role="group" aria-labelledby={`${base}-title`} hidden={!isOpen}>
        {isOpen && <div className={styles.partBody}>{children}</div>}
      </div>
    </div>
  );
}
