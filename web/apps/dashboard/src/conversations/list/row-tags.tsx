import { Pill } from "@pingback/ui";
import { AlarmClock } from "lucide-react";
import { LabelDot } from "../../labels/label-dot";
import { labelsOf } from "../../labels/queries";
import { t } from "../../texts";
import { moment } from "../../texts/times";
import type { Listed } from "../fields";
import styles from "./conversation-row.module.css";
import { useRowWorld } from "./row-world";

/** The row has room for two short things beside its number. */
const ROOM = 2;

export function RowTags({ conversation }: { conversation: Listed }) {
  const { needs_handoff, handoff_reason, status, snoozed_until, label_ids } = conversation;
  const labels = labelsOf(useRowWorld().labels, label_ids);
  const room = ROOM - (needs_handoff ? 2 : 0) - (status === "open" ? 0 : snoozed_until ? 2 : 1);
  const shown = labels.slice(0, Math.max(0, room));
  const rest = labels.slice(shown.length);
  return (
    <>
      {needs_handoff && <Pill tone="amber">{handoff(handoff_reason)}</Pill>}
      {status !== "open" && (
        <Pill icon={snoozed_until && <AlarmClock size={12} strokeWidth={2} aria-hidden />}>
          {snoozed_until
            ? t.lists.snoozedUntil(moment(snoozed_until, Date.now()))
            : t.conversations.statuses[status]}
        </Pill>
      )}
      {shown.map((label) => (
        <span key={label.id} className={styles.label}>
          <LabelDot color={label.color} />
          <span className={styles.labelName}>{label.name}</span>
        </span>
      ))}
      {rest.length > 0 && (
        <span className={styles.number} title={rest.map((label) => label.name).join(", ")}>
          <span aria-hidden="true">+{rest.length}</span>
          <span className="visually-hidden">{rest.map((label) => label.name).join(", ")}</span>
        </span>
      )}
    </>
  );
}

function handoff(reason: string | null): string {
  if (reason === "low_confidence") return t.conversations.lowConfidence;
  return reason === "complex_issue" ? t.conversations.complexIssue : t.conversations.needsPerson;
}
