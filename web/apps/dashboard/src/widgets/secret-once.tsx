import { Button, Notice } from "@pingback/ui";
import { Check, Copy } from "lucide-react";
import { t } from "../texts";
import { widgets } from "../texts/widgets";
import styles from "./secret-once.module.css";
import { useCopy } from "./use-copy";

const words = widgets.identity;

/** A secret that was just made. Whoever says that they have it does not see it again. */
export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { copied, copy } = useCopy();
  return (
    <Notice tone="warning" title={words.onceTitle}>
      <div className={styles.once}>
        <p>{words.once}</p>
        <output className={styles.secret} aria-label={words.shown}>
          {secret}
        </output>
        <div className={styles.row}>
          <Button
            variant="primary"
            icon={
              copied ? (
                <Check size={16} strokeWidth={1.75} aria-hidden />
              ) : (
                <Copy size={16} strokeWidth={1.75} aria-hidden />
              )
            }
            onPress={() => void copy(secret)}
          >
            {copied ? t.widget.copied : words.copy}
          </Button>
          <Button onPress={onDone}>{words.done}</Button>
        </div>
      </div>
    </Notice>
  );
}
