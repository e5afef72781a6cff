import { DeleteDialog } from "../frame/delete-dialog";
import { settingsPages } from "../texts/settings-pages";
import type { CannedReply } from "./queries";
import { useDeleteReply } from "./settings-actions";

const words = settingsPages.replies;

export default function DeleteReplyDialog({ reply, onClose }: { reply: CannedReply; onClose: () => void }) {
  const remove = useDeleteReply();
  const { removal } = words;
  return (
    <DeleteDialog
      title={removal.title(reply.shortcut)}
      text={reply.is_shared ? removal.shared : removal.own}
      confirm={removal.confirm}
      error={remove.error}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate(reply, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
