import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../../texts";
import styles from "./drawer.module.css";

/** The fourth pane from the right edge, over the thread; the whole page on a phone. */
export default function DetailsDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.drawer ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={t.thread.details}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
