import { Button, classes, IconButton } from "@pingback/ui";
import { CircleAlert, FileText, Loader, X } from "lucide-react";
import type { CSSProperties } from "react";
import { t } from "../../texts";
import { size } from "../../texts/times";
import styles from "./upload-list.module.css";
import type { Upload, useUploads } from "./uploads";

/** The files that go with the message: how far they are, what is wrong with them, and away with them. */
export function ComposerUploads({ files }: { files: ReturnType<typeof useUploads> }) {
  return (
    <>
      {files.uploads.length > 0 && (
        <ul className={styles.files}>
          {files.uploads.map((upload) => (
            <UploadChip key={upload.key} upload={upload} onRetry={files.retry} onRemove={files.remove} />
          ))}
        </ul>
      )}
      {files.refused && (
        <p className={styles.refused} role="alert">
          {files.refused}
        </p>
      )}
    </>
  );
}

interface UploadChipProps {
  upload: Upload;
  onRetry: (upload: Upload) => void;
  onRemove: (key: string) => void;
}

function UploadChip({ upload, onRetry, onRemove }: UploadChipProps) {
  const { name, share, error, done } = upload;
  const underWay = !done && !error;
  const percent = Math.round(share * 100);
  return (
    <li className={classes(styles.file, error && styles.failed)}>
      {error ? (
        <CircleAlert size={14} strokeWidth={2} aria-hidden />
      ) : done ? (
        <FileText size={14} strokeWidth={2} aria-hidden />
      ) : (
        <Loader size={14} strokeWidth={2} className={styles.turning} aria-hidden />
      )}
      <span className={styles.name}>{name}</span>
      {!error && (
        <span className={styles.size} aria-hidden={underWay}>
          {underWay ? t.composer.percent(percent) : size(upload.size)}
        </span>
      )}
      {error && (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      )}
      {error && upload.file && (
        <Button size="small" variant="quiet" onPress={() => onRetry(upload)}>
          {t.thread.retry}
        </Button>
      )}
      <IconButton
        label={underWay ? t.composer.cancelUpload(name) : t.composer.removeFile(name)}
        onPress={() => onRemove(upload.key)}
      >
        <X size={14} strokeWidth={2} />
      </IconButton>
      {underWay && (
        <span
          role="progressbar"
          aria-label={t.composer.uploading(name)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className={styles.bar}
          style={{ "--share": share } as CSSProperties}
        />
      )}
    </li>
  );
}
