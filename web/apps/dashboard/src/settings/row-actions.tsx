import { Button } from "@pingback/ui";
import { settingsPages } from "../texts/settings-pages";
import styles from "./settings-list.module.css";

export interface RowActionsProps {
  /** What the buttons are called for this row: its own name is in it. */
  editLabel: string;
  removeLabel: string;
  onEdit: () => void;
  onRemove: () => void;
}

/** What may be done to a row of a settings list. */
export function RowActions({ editLabel, removeLabel, onEdit, onRemove }: RowActionsProps) {
  return (
    <span className={styles.actions}>
      <Button size="small" variant="quiet" aria-label={editLabel} onPress={onEdit}>
        {settingsPages.edit}
      </Button>
      <Button size="small" variant="danger-quiet" aria-label={removeLabel} onPress={onRemove}>
        {settingsPages.remove}
      </Button>
    </span>
  );
}
