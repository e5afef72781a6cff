import { Button } from "@pingback/ui";
import { Check } from "lucide-react";
import { t } from "../texts";
import { settingsPages as words } from "../texts/settings-pages";
import styles from "./save-row.module.css";
import { useUnsaved } from "./unsaved";

export interface SaveRowProps {
  isChanged: boolean;
  isSaving: boolean;
  /** Saved since the page was opened. */
  isSaved: boolean;
  label?: string;
}

/** The button of a form, and beside it whether what stands there is saved. */
export function SaveRow({ isChanged, isSaving, isSaved, label = t.frame.save }: SaveRowProps) {
  useUnsaved(isChanged);
  return (
    <div className={styles.row}>
      <Button type="submit" variant="primary" busy={isSaving} isDisabled={!isChanged}>
        {label}
      </Button>
      <span role="status" className={styles.state}>
        {isChanged && !isSaving && words.unsaved}
        {!isChanged && isSaved && (
          <>
            <Check size={14} strokeWidth={2} aria-hidden />
            {t.frame.saved}
          </>
        )}
      </span>
    </div>
  );
}
