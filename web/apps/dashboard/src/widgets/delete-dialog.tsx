import type { Widget } from "@pingback/api";
import { DeleteDialog } from "../frame/delete-dialog";
import { widgets } from "../texts/widgets";
import { useDeleteWidget } from "./actions";

const words = widgets.removal;

export function DeleteWidgetDialog({ widget, onClose }: { widget: Widget; onClose: () => void }) {
  const remove = useDeleteWidget();
  return (
    <DeleteDialog
      title={words.title(widget.domain)}
      text={words.text}
      confirm={words.confirm}
      error={remove.error}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate(widget, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
