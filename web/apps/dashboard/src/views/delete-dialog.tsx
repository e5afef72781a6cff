import { DeleteDialog } from "../frame/delete-dialog";
import { t } from "../texts";
import { useDeleteView } from "./actions";
import type { View } from "./queries";

export interface DeleteViewDialogProps {
  view: View;
  onClose: () => void;
  onDeleted: () => void;
}

export default function DeleteViewDialog({ view, onClose, onDeleted }: DeleteViewDialogProps) {
  const remove = useDeleteView();
  const done = () => {
    onClose();
    onDeleted();
  };
  return (
    <DeleteDialog
      title={t.views.deleteTitle(view.name)}
      text={view.is_shared ? t.views.deleteShared : t.views.deleteOwn}
      confirm={t.views.delete}
      error={remove.error}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate(view, { onSuccess: done })}
      onClose={onClose}
    />
  );
}
