import { IconButton, part, usePopup } from "@pingback/ui";
import { MessageSquareText } from "lucide-react";
import { Suspense } from "react";
import { t } from "../texts";
import type { Parties } from "./placeholders";

const PickerCard = part(() => import("./picker-card"));

export interface CannedReplyPickerProps {
  parties: Parties;
  onInsert: (text: string) => void;
}

/** A button that opens the list of canned replies, for those who do not know the slash. */
export function CannedReplyPicker(props: CannedReplyPickerProps) {
  const { popup, trigger, wasOpened } = usePopup("dialog", PickerCard.load);
  return (
    <>
      <IconButton {...trigger} label={t.composer.canned}>
        <MessageSquareText size={18} strokeWidth={1.75} />
      </IconButton>
      <Suspense>{wasOpened && <PickerCard popup={popup} {...props} />}</Suspense>
    </>
  );
}
