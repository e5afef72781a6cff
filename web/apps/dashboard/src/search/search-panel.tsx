import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import styles from "../palette/palette.module.css";
import { t } from "../texts";
import { SearchBox } from "./search-box";

/** Looks for customers, words of messages and numbers. It looks like the palette, which does things. */
export default function SearchPanel({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={t.search.title}>
          <SearchBox onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
