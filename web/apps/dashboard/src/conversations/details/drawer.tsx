import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../../texts";
import styles from "./drawer.module.css";

/** The fourth pane from the right edge, over the thread; the whole page on a phone. */
export function DetailsDrawer({
  isOpen,
  onClose,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen={isOpen}
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
