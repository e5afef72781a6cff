import { IconButton, MenuCard } from "@pingback/ui";
import { Smile } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components";
import { t } from "../texts";
import styles from "./emoji-picker.module.css";

// With its names it is larger than the rest of the composer, and most sit before it without ever opening it.
const EmojiPicker = lazy(() => import("./emoji-picker"));

export function EmojiButton({ onInsert }: { onInsert: (character: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton label={t.composer.emoji}>
        <Smile size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard wide placement="top start">
        <Dialog className={styles.dialog ?? ""} aria-label={t.composer.emoji}>
          <Suspense fallback={<p className={styles.none}>{t.frame.loading}…</p>}>
            <EmojiPicker
              onPick={(character) => {
                setOpen(false);
                onInsert(character);
              }}
            />
          </Suspense>
        </Dialog>
      </MenuCard>
    </DialogTrigger>
  );
}
