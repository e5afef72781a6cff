import { Button, Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import { useDeleteView } from "./actions";
import type { View } from "./queries";

export interface DeleteDialogProps {
  view: View;
  onClose: () => void;
  onDeleted: () => void;
}

export default function DeleteDialog({ view, onClose, onDeleted }: DeleteDialogProps) {
  const remove = useDeleteView();
  return (
    <Dialog
      alert
      title={t.views.deleteTitle(view.name)}
      isOpen
      onClose={onClose}
      dismissLabel={t.frame.dismiss}
    >
      <DialogBody>
        <p>{view.is_shared ? t.views.deleteShared : t.views.deleteOwn}</p>
        {remove.error && <Notice tone="error">{sentence(remove.error)}</Notice>}
      </DialogBody>
      <DialogFoot>
        <Button onPress={onClose}>{t.frame.cancel}</Button>
        <Button
          variant="danger"
          busy={remove.isPending}
          onPress={() =>
            remove.mutate(view, {
              onSuccess: () => {
                onClose();
                onDeleted();
              },
            })
          }
        >
          {t.views.delete}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
