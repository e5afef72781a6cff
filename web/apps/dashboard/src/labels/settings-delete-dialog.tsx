import { DeleteDialog } from "../frame/delete-dialog";
import { settingsPages } from "../texts/settings-pages";
import type { Label } from "./queries";
import { useDeleteLabel } from "./settings-actions";

const { removal } = settingsPages.labels;

export default function DeleteLabelDialog({ label, onClose }: { label: Label; onClose: () => void }) {
  const remove = useDeleteLabel();
  return (
    <DeleteDialog
      title={removal.title(label.name)}
      text={removal.text}
      confirm={removal.confirm}
      error={remove.error}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate(label, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
