import { classes } from "@pingback/ui";
import { Paperclip } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { t } from "../../texts";
import { addFiles } from "./uploads";
import styles from "./uploads-drop.module.css";

/** Files dropped anywhere on a conversation go into its composer. A short cut: the button does the same. */
export function FileDrop({ conversationId, children }: { conversationId: string; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const end = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing here is only to be had by dragging
    <div
      className={styles.area}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current++;
        setOver(true);
      }}
      onDragLeave={(event) => hasFiles(event) && --depth.current <= 0 && end()}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        end();
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        addFiles(conversationId, event.dataTransfer.files);
      }}
    >
      {children}
      <p className={classes(styles.hint, isOver && styles.shown)} aria-hidden={!isOver}>
        <Paperclip size={18} strokeWidth={1.75} aria-hidden />
        {t.composer.dropHere}
      </p>
    </div>
  );
}
