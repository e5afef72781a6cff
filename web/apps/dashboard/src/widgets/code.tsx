import { Button } from "@pingback/ui";
import { Check, Copy } from "lucide-react";
import { t } from "../texts";
import { widgets as words } from "../texts/widgets";
import styles from "./code.module.css";
import { useCopy } from "./use-copy";

interface CodeProps {
  /** What it is, for those who do not see it. */
  label: string;
  children: string;
  /** The button's words. */
  copyLabel?: string;
  isPrimary?: boolean;
}

/** Lines to be pasted somewhere, with a button that copies them. */
export function Code({ label, children, copyLabel = words.copyCode, isPrimary }: CodeProps) {
  const { copied, copy } = useCopy();
  return (
    <div className={styles.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0} aria-label={label} role="region">
        <code>{children}</code>
      </pre>
      <div>
        <Button
          variant={isPrimary ? "primary" : "secondary"}
          icon={
            copied ? (
              <Check size={16} strokeWidth={1.75} aria-hidden />
            ) : (
              <Copy size={16} strokeWidth={1.75} aria-hidden />
            )
          }
          onPress={() => void copy(children)}
        >
          {copied ? t.widget.copied : copyLabel}
        </Button>
      </div>
    </div>
  );
}

/** A sentence of the guide: what stands in backticks is code. */
export function Prose({ children }: { children: string }) {
  return (
    <p className={styles.prose}>
      {children.split("`").map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
        at % 2 === 0 ? part : <code key={at}>{part}</code>,
      )}
    </p>
  );
}
