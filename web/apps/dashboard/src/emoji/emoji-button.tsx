import { IconButton, part, usePopup } from "@pingback/ui";
import { Smile } from "lucide-react";
import { Suspense } from "react";
import { t } from "../texts";

const EmojiCard = part(() => import("./emoji-card"));

export function EmojiButton({ onInsert }: { onInsert: (character: string) => void }) {
  const { popup, trigger, wasOpened } = usePopup("dialog", EmojiCard.load);
  return (
    <>
      <IconButton {...trigger} label={t.composer.emoji}>
        <Smile size={18} strokeWidth={1.75} />
      </IconButton>
      <Suspense>{wasOpened && <EmojiCard popup={popup} onInsert={onInsert} />}</Suspense>
    </>
  );
}
