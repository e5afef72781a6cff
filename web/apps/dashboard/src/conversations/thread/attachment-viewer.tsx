import type { Attachment } from "@pingback/api";
import { IconButton } from "@pingback/ui";
import { ChevronLeft, ChevronRight, ExternalLink, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../../texts";
import { size } from "../../texts/times";
import styles from "./attachment-viewer.module.css";

interface AttachmentViewerProps {
  images: readonly Attachment[];
  at: number;
  onShow: (at: number) => void;
  onClose: () => void;
}

/** The images of one message, one at a time, as large as the window lets them be. */
export default function AttachmentViewer({ images, at, onShow, onClose }: AttachmentViewerProps) {
  const image = images[at];
  if (!image) return null;
  const step = (by: number) => images[at + by] && onShow(at + by);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
  };
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.modal ?? ""}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do what the buttons do */}
        <div onKeyDown={onKeyDown}>
          <Dialog className={styles.dialog ?? ""}>
            <div className={styles.frame}>
              <header className={styles.head}>
                <Heading slot="title" className={styles.title ?? ""}>
                  {image.name}
                </Heading>
                <span className={styles.meta} role="status">
                  {images.length > 1 && `${t.thread.viewer.of(at + 1, images.length)} · `}
                  {size(image.size)}
                </span>
                <a
                  className={styles.link}
                  href={image.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={t.thread.viewer.open}
                >
                  <ExternalLink size={18} strokeWidth={1.75} aria-hidden />
                </a>
                <IconButton label={t.frame.dismiss} onPress={onClose}>
                  <X size={18} strokeWidth={1.75} />
                </IconButton>
              </header>
              <div className={styles.stage}>
                <img className={styles.image} src={image.url} alt={image.name} />
                {images.length > 1 && (
                  <>
                    <span className={styles.previous}>
                      <IconButton
                        bordered
                        label={t.thread.viewer.previous}
                        isDisabled={at === 0}
                        onPress={() => step(-1)}
                      >
                        <ChevronLeft size={18} strokeWidth={1.75} />
                      </IconButton>
                    </span>
                    <span className={styles.next}>
                      <IconButton
                        bordered
                        label={t.thread.viewer.next}
                        isDisabled={at === images.length - 1}
                        onPress={() => step(1)}
                      >
                        <ChevronRight size={18} strokeWidth={1.75} />
                      </IconButton>
                    </span>
                  </>
                )}
              </div>
            </div>
          </Dialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}
