import type { Member } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { useState } from "react";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { useChangeMember, useRemoveMember } from "./actions";
import { HeirChoice } from "./heir-choice";
import { firstName } from "./queries";

export interface LeavingDialogProps {
  member: Member;
  /** Removed for good, or suspended for a time. */
  kind: "remove" | "suspend";
  onClose: () => void;
}

/** Asks before a member goes, and who gets the conversations they hold. */
export default function LeavingDialog({ member, kind, onClose }: LeavingDialogProps) {
  const remove = useRemoveMember();
  const change = useChangeMember();
  const [heir, setHeir] = useState<string | null>(null);
  const first = firstName(member.name);
  const words = memberWords.leaving[kind];
  const held = member.open_conversations;
  const { error, isPending } = kind === "remove" ? remove : change;
  const confirm = () => {
    if (kind === "remove") remove.mutate({ member, heir }, { onSuccess: onClose });
    else {
      const suspension = { is_active: false, ...(heir === null ? {} : { reassign_to: heir }) } as const;
      change.mutate({ member, change: suspension }, { onSuccess: onClose });
    }
  };
  return (
    <Dialog alert title={words.title(member.name)} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <DialogBody>
        <p>
          {words.text(first)} {heir === null && words.consequence(first, held)}
        </p>
        {held > 0 && <HeirChoice leaving={member} heir={heir} onChange={setHeir} />}
        {error && <Notice tone="error">{sentence(error)}</Notice>}
      </DialogBody>
      <DialogFoot>
        <Button onPress={onClose}>{t.frame.cancel}</Button>
        <Button variant="danger" busy={isPending} onPress={confirm}>
          {words.confirm(first)}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
