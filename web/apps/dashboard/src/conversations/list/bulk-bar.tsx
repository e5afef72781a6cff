import type { Member, Priority } from "@pingback/api";
import { Button, IconButton } from "@pingback/ui";
import { Archive, Check, RotateCcw, Tag, X } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "../../accounts/me";
import { useCommand } from "../../keyboard/use-command";
import { LabelPicker } from "../../labels/label-picker";
import { useLabels } from "../../labels/queries";
import { t } from "../../texts";
import type { Listed } from "../fields";
import { type Change, labelsOn } from "./bulk";
import styles from "./bulk-bar.module.css";
import { BulkAssign, BulkPriority, BulkSnooze } from "./bulk-menus";
import { useBulk } from "./use-bulk";

export interface BulkBarProps {
  rows: readonly Listed[];
  shown: number;
  onSelectAll: () => void;
  onEnd: () => void;
}

/** What can be done with the selected rows. It lies over tabs and filters, so that nothing moves below. */
export default function BulkBar({ rows, shown, onSelectAll, onEnd }: BulkBarProps) {
  const bulk = useBulk();
  const labels = useLabels();
  const mayAssign = useMay("conversation.assign");
  useCommand("back", onEnd);
  const { done } = t.lists;
  const run = (change: Change, said: (n: number) => string) => {
    if (!bulk.isPending) bulk.mutate({ rows, change, said });
  };
  const { all, some } = labelsOn(rows);
  const areOver = rows.every(({ status }) => status === "resolved" || status === "closed");

  const label = (id: string, on: boolean) => {
    const name = labels.find((l) => l.id === id)?.name ?? "";
    if (on) run({ add_label_ids: [id] }, (n) => done.labelled(n, name));
    else run({ remove_label_ids: [id] }, (n) => done.unlabelled(n, name));
  };
  const assign = (member: Member | null) =>
    run({ assignee_id: member?.user_id ?? null }, (n) =>
      member ? done.assigned(n, member.name) : done.unassigned(n),
    );
  const prioritise = (priority: Priority | null) =>
    run({ priority }, (n) =>
      priority ? done.priority(n, t.lists.priorities[priority]) : done.noPriority(n),
    );
  const snooze = (until: string | null) =>
    run(until ? { snoozed_until: until } : { status: "pending" }, done.snoozed);

  return (
    <section className={styles.bar} aria-label={t.lists.bulk} aria-busy={bulk.isPending}>
      <div className={styles.head}>
        <IconButton label={t.lists.endSelection} onPress={onEnd}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
        <span role="status" className={styles.count}>
          {t.lists.selected(rows.length)}
        </span>
        {rows.length < shown && (
          <Button variant="quiet" size="small" onPress={onSelectAll}>
            {t.lists.selectAll(shown)}
          </Button>
        )}
      </div>
      <div className={styles.tools}>
        {mayAssign && <BulkAssign onChoose={assign} />}
        <LabelPicker
          label={t.lists.labels}
          icon={<Tag size={18} strokeWidth={1.75} />}
          selected={all}
          mixed={some}
          onChange={label}
        />
        <BulkPriority onChoose={prioritise} />
        {!areOver && <BulkSnooze onChoose={snooze} />}
        <span className={styles.space} />
        {areOver ? (
          <Tool name={t.lists.reopen} onPress={() => run({ status: "open" }, done.open)}>
            <RotateCcw size={18} strokeWidth={1.75} />
          </Tool>
        ) : (
          <>
            <Tool name={t.lists.resolve} onPress={() => run({ status: "resolved" }, done.resolved)}>
              <Check size={18} strokeWidth={1.75} />
            </Tool>
            {rows.some(({ status }) => status !== "open") && (
              <Tool name={t.lists.reopen} onPress={() => run({ status: "open" }, done.open)}>
                <RotateCcw size={18} strokeWidth={1.75} />
              </Tool>
            )}
            <Tool name={t.lists.close} onPress={() => run({ status: "closed" }, done.closed)}>
              <Archive size={18} strokeWidth={1.75} />
            </Tool>
          </>
        )}
      </div>
    </section>
  );
}

function Tool({ name, children, onPress }: { name: string; children: ReactNode; onPress: () => void }) {
  return (
    <IconButton label={name} onPress={onPress}>
      {children}
    </IconButton>
  );
}
