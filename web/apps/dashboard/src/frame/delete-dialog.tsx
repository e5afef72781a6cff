import { Button, Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { t } from "../texts";
import { sentence } from "./failure";

export interface DeleteDialogProps {
  title: string;
  text: string;
  confirm: string;
  error: Error | null;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something goes for good. */
export function DeleteDialog({
  title,
  text,
  confirm,
  error,
  isPending,
  onConfirm,
  onClose,
}: DeleteDialogProps) {
  return (
    <Dialog alert title={title} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <DialogBody>
        <p>{text}</p>
        {error && <Notice tone="error">{sentence(error)}</Notice>}
      </DialogBody>
      <DialogFoot>
        <Button onPress={onClose}>{t.frame.cancel}</Button>
        <Button variant="danger" busy={isPending} onPress={onConfirm}>
          {confirm}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
