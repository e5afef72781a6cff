import type { Attachment } from "@pingback/api";
import { part } from "@pingback/ui";
import { FileText } from "lucide-react";
import { Suspense, useState } from "react";
import { t } from "../../texts";
import { size } from "../../texts/times";
import styles from "./attachments.module.css";

const AttachmentViewer = part(() => import("./attachment-viewer"));

// SVG is a document that runs scripts: it is offered as a file.
const SHOWN = /^image\/(png|jpe?g|gif|webp|avif)$/;

/** Images as they look, each opening the viewer; everything else as a row with its name and size. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const [shown, setShown] = useState<number | null>(null);
  if (attachments.length === 0) return null;
  const images = attachments.filter((file) => SHOWN.test(file.content_type));
  return (
    <>
      <ul className={styles.attachments}>
        {attachments.map((file) => (
          <li key={file.id}>
            {SHOWN.test(file.content_type) ? (
              <button
                type="button"
                className={styles.image}
                aria-label={t.thread.viewImage(file.name)}
                onClick={() => setShown(images.indexOf(file))}
              >
                <img src={file.url} alt="" loading="lazy" />
              </button>
            ) : (
              <a
                className={styles.file}
                href={file.url}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t.thread.download(file.name, size(file.size))}
              >
                <FileText size={16} strokeWidth={1.75} aria-hidden />
                <span className={styles.name}>{file.name}</span>
                <span className={styles.size}>{size(file.size)}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {shown !== null && (
        <Suspense>
          <AttachmentViewer images={images} at={shown} onShow={setShown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
