import { classes } from "@pingback/ui";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
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
  return (
    <Disclosure
      className={styles.part ?? ""}
      isExpanded={isOpen}
      onExpandedChange={(open) => {
        localStorage.setItem(PREFIX + id, open ? "open" : "closed");
        setOpen(open);
      }}
    >
      <div className={styles.partHead}>
        <Heading level={2} className={styles.title ?? ""}>
          <Button slot="trigger" className={styles.fold ?? ""}>
            {title}
            {count !== undefined && <span className={styles.count}>{count}</span>}
            <ChevronDown
              size={14}
              strokeWidth={2}
              className={classes(styles.chevron, isOpen && styles.open)}
              aria-hidden
            />
          </Button>
        </Heading>
        {isOpen && action}
      </div>
      <DisclosurePanel>{isOpen && <div className={styles.partBody}>{children}</div>}</DisclosurePanel>
    </Disclosure>
  );
}
