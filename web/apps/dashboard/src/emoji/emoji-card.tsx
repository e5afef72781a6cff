import { type Popup, PopupCard } from "@pingback/ui";
import { Dialog } from "react-aria-components";
import { t } from "../texts";
import { EmojiPicker } from "./emoji-picker";
import styles from "./emoji-picker.module.css";

export default function EmojiCard({
  popup,
  onInsert,
}: {
  popup: Popup;
  onInsert: (character: string) => void;
}) {
  return (
    <PopupCard popup={popup} wide placement="top start">
      <Dialog className={styles.dialog ?? ""} aria-label={t.composer.emoji}>
        <EmojiPicker
          onPick={(character) => {
            popup.setOpen(false);
            onInsert(character);
          }}
        />
      </Dialog>
    </PopupCard>
  );
}
