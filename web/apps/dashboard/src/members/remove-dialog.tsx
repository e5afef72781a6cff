import type { Member } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { useRef } from "react";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import { useRemoveMember } from "./actions";
import { firstName } from "./queries";

export interface RemoveDialogProps {
  member: Member | null;
  onClose: () => void;
}

/** While the dialog closes there is no member any more, but its words still stand. */
function useLast(member: Member | null): Member | null {
  const last = useRef(member);
  if (member) last.current = member;
  return last.current;
}

export function RemoveDialog({ member: current, onClose }: RemoveDialogProps) {
  const member = useLast(current);
  const remove = useRemoveMember();
  if (!member) return null;
  const first = firstName(member.name);
  const { removal } = t.members;
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Dialog
      alert
      title={removal.title(member.name)}
      isOpen={current !== null}
      onClose={close}
      dismissLabel={t.frame.dismiss}
    >
      <DialogBody>
        <p>
          {removal.text(first)} {removal.consequence(first, member.open_conversations)}
        </p>
        {remove.error && <Notice tone="error">{sentence(remove.error)}</Notice>}
      </DialogBody>
      <DialogFoot>
        <Button onPress={close}>{t.frame.cancel}</Button>
        <Button
          variant="danger"
          busy={remove.isPending}
          onPress={() => remove.mutate(member, { onSuccess: close })}
        >
          {removal.confirm(first)}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
