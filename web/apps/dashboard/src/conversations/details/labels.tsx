import type { Conversation } from "@pingback/api";
import { Plus } from "lucide-react";
import { LabelDot } from "../../labels/label-dot";
import { LabelPicker } from "../../labels/label-picker";
import { labelsOf, useLabels } from "../../labels/queries";
import { t } from "../../texts";
import { useToggleLabel } from "../actions";
import styles from "./conversation-details.module.css";
import { DetailsSection } from "./section";

export function DetailsLabels({ conversation }: { conversation: Conversation }) {
  const { label_ids } = conversation;
  const labels = labelsOf(useLabels(), label_ids);
  const toggle = useToggleLabel(conversation);
  return (
    <DetailsSection
      id="labels"
      title={t.thread.labels}
      action={
        <LabelPicker
          label={t.thread.editLabels}
          icon={<Plus size={16} strokeWidth={1.75} />}
          selected={label_ids}
          onChange={toggle}
          placement="bottom end"
        />
      }
    >
      {labels.length === 0 ? (
        <p className={styles.none}>{t.thread.noLabels}</p>
      ) : (
        <ul className={styles.labels}>
          {labels.map((label) => (
            <li key={label.id} className={styles.label}>
              <LabelDot color={label.color} />
              {label.name}
            </li>
          ))}
        </ul>
      )}
    </DetailsSection>
  );
}
