import { Button, Empty, Notice, part, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus, Tag } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { RowActions } from "../settings/row-actions";
import styles from "../settings/settings-list.module.css";
import { SettingsPage } from "../settings/settings-page";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { LabelDot } from "./label-dot";
import { type Label, labelsQuery } from "./queries";

const LabelDialog = part(() => import("./settings-label-dialog"));
const DeleteLabelDialog = part(() => import("./settings-delete-dialog"));

const words = settingsPages.labels;

export default function LabelSettings() {
  const may = useMay("settings.manage");
  // null: none; "new": a fresh one.
  const [edited, setEdited] = useState<Label | "new" | null>(null);
  const [removed, setRemoved] = useState<Label | null>(null);
  return (
    <SettingsPage
      title={words.title}
      intro={words.intro}
      action={
        may && (
          <Button
            variant="primary"
            icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
            onPress={() => setEdited("new")}
          >
            {words.add}
          </Button>
        )
      }
    >
      {!may && <Notice>{words.locked}</Notice>}
      <Labels may={may} onEdit={setEdited} onRemove={setRemoved} />
      <Suspense>
        {edited !== null && (
          <LabelDialog label={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
        )}
        {removed && <DeleteLabelDialog label={removed} onClose={() => setRemoved(null)} />}
      </Suspense>
    </SettingsPage>
  );
}

interface LabelsProps {
  may: boolean;
  onEdit: (label: Label) => void;
  onRemove: (label: Label) => void;
}

function Labels({ may, onEdit, onRemove }: LabelsProps) {
  const labels = useQuery(labelsQuery(useMe().business.id));
  if (labels.isPending) return <Skeleton rows={4} height={48} label={t.frame.loading} />;
  if (labels.isError) {
    return (
      <Notice tone="error" action={<Button onPress={() => void labels.refetch()}>{t.frame.tryAgain}</Button>}>
        {sentence(labels.error)}
      </Notice>
    );
  }
  if (labels.data.length === 0) {
    return (
      <Empty icon={<Tag size={40} strokeWidth={1.25} />} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  }
  return (
    <ul className={styles.list} aria-label={words.list}>
      {labels.data.map((label) => (
        <li key={label.id} className={styles.item}>
          <LabelDot color={label.color} />
          <span className={styles.words}>{label.name}</span>
          {may && (
            <RowActions
              editLabel={words.editOf(label.name)}
              removeLabel={words.removeOf(label.name)}
              onEdit={() => onEdit(label)}
              onRemove={() => onRemove(label)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
