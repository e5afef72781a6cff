import { Button } from "@pingback/ui";
import { Copy, ExternalLink } from "lucide-react";
import { members as memberWords } from "../texts/members";
import styles from "./copy-line.module.css";
import { useCopy } from "./use-copy";

/** An address to pass on, with a button that copies it. */
export function CopyLine({ value, hint }: { value: string; hint?: string }) {
  const { copied, copy } = useCopy();
  return (
    <div>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.line}>
        <ExternalLink size={14} strokeWidth={2} aria-hidden />
        <span className={styles.value}>{value}</span>
        <Button
          size="small"
          icon={<Copy size={14} strokeWidth={2} aria-hidden />}
          onPress={() => copy(value)}
        >
          {copied ? memberWords.invitation.copied : memberWords.invitation.copyLink}
        </Button>
      </div>
    </div>
  );
}
