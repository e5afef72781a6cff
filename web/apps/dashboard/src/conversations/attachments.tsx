import type { Attachment } from "@pingback/api";
import { FileText } from "lucide-react";
import { t } from "../texts";
import { size } from "../texts/times";
import styles from "./attachments.module.css";

// SVG is a document that runs scripts: it is offered as a file.
const SHOWN = /^image\/(png|jpe?g|gif|webp|avif)$/;

export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.attachments}>
      {attachments.map((file) => (
        <li key={file.id}>
          <a
            className={SHOWN.test(file.content_type) ? styles.image : styles.file}
            href={file.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t.thread.download(file.name, size(file.size))}
          >
            {SHOWN.test(file.content_type) ? (
              <img src={file.url} alt="" loading="lazy" />
            ) : (
              <>
                <FileText size={16} strokeWidth={1.75} aria-hidden />
                <span className={styles.name}>{file.name}</span>
                <span className={styles.size}>{size(file.size)}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
