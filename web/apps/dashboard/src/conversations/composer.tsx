import type { Conversation } from "@pingback/api";
import { Button, classes, IconButton } from "@pingback/ui";
import { CircleAlert, FileText, Loader, Lock, Paperclip, X } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { FileTrigger, Tab, TabList, TabPanel, Tabs, TextArea, TextField } from "react-aria-components";
import { useMe } from "../accounts/me";
import { isLost } from "../frame/connection-pill";
import { useIsPhone } from "../frame/media";
import { firstName } from "../members/queries";
import { useRealtime } from "../realtime/provider";
import { t } from "../texts";
import styles from "./composer.module.css";
import { customerName } from "./conversation-row";
import { type DraftKind, useDraft } from "./drafts";
import { outbox } from "./outbox-store";
import { type Upload, useUploads } from "./uploads";
import { useTypingSignal } from "./use-typing-signal";

const LONGEST = 20_000;
const KINDS: readonly DraftKind[] = ["reply", "note"];

export function Composer({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const phone = useIsPhone();
  const { state } = useRealtime();
  const [kind, setKind] = useState<DraftKind>("reply");
  const [text, setText] = useDraft(conversation.id, kind);
  const files = useUploads(conversation.id);
  const signal = useTypingSignal(conversation.id);
  const area = useRef<HTMLTextAreaElement>(null);
  useGrow(area, text, kind);

  const name = firstName(customerName(conversation));
  const note = kind === "note";
  const ready = (text.trim() !== "" || files.attachments.length > 0) && !files.busy;

  const send = () => {
    if (!ready) return;
    outbox.add({
      key: crypto.randomUUID(),
      businessId: me.business.id,
      conversationId: conversation.id,
      content: text.trim(),
      attachments: files.attachments,
      isPrivate: note,
      after: conversation.messages.at(-1)?.id ?? null,
    });
    setText("");
    files.clear();
    signal.stop();
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    files.add(event.dataTransfer.files);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a short cut; the button does the same
    <div className={classes(styles.composer, note && styles.note)} onDrop={onDrop} onDragOver={allowFiles}>
      <Tabs selectedKey={kind} onSelectionChange={(key) => setKind(key as DraftKind)}>
        <div className={styles.head}>
          <TabList className={styles.tabs ?? ""} aria-label={t.composer.tabsLabel}>
            <Tab id="reply" className={styles.tab ?? ""}>
              {t.composer.reply}
            </Tab>
            <Tab id="note" className={styles.tab ?? ""}>
              <Lock size={14} strokeWidth={2} aria-hidden />
              {t.composer.privateNote}
            </Tab>
          </TabList>
          {note && <span className={styles.hint}>{t.composer.willNotSee(name)}</span>}
          {!note && conversation.status === "closed" && (
            <span className={styles.hint}>{t.composer.closedHint}</span>
          )}
        </div>
        {KINDS.map((each) => (
          <TabPanel key={each} id={each} className={styles.panel ?? ""}>
            <TextField
              aria-label={note ? t.composer.privateNote : t.composer.reply}
              value={text}
              maxLength={LONGEST}
              onChange={(next) => {
                setText(next);
                if (!note) signal.typed(next !== "");
              }}
              onBlur={signal.stop}
            >
              <TextArea
                ref={area}
                rows={phone ? 1 : 2}
                className={styles.area ?? ""}
                placeholder={note ? t.composer.notePlaceholder : t.composer.placeholder(name)}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
              />
            </TextField>
          </TabPanel>
        ))}
      </Tabs>
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
      <div className={styles.foot}>
        <FileTrigger allowsMultiple onSelect={(chosen) => chosen && files.add(chosen)}>
          <IconButton label={t.composer.attach}>
            <Paperclip size={18} strokeWidth={1.75} />
          </IconButton>
        </FileTrigger>
        <span className={styles.space} />
        <span className={styles.state}>
          {isLost(state) && text ? t.composer.queued : !phone && text ? t.composer.draftSaved : null}
        </span>
        {!phone && (
          <span className={styles.keys} aria-hidden="true">
            <kbd>{t.composer.keyCtrl}</kbd>
            <kbd>{t.composer.keyEnter}</kbd>
          </span>
        )}
        <Button variant={note ? "secondary" : "primary"} isDisabled={!ready} onPress={send}>
          {note ? t.composer.addNote : t.composer.send}
        </Button>
      </div>
    </div>
  );
}

interface UploadChipProps {
  upload: Upload;
  onRetry: (upload: Upload) => void;
  onRemove: (key: string) => void;
}

function UploadChip({ upload, onRetry, onRemove }: UploadChipProps) {
  const { file, error, done } = upload;
  return (
    <li className={classes(styles.file, error && styles.fileFailed)}>
      {error ? (
        <CircleAlert size={14} strokeWidth={2} aria-hidden />
      ) : done ? (
        <FileText size={14} strokeWidth={2} aria-hidden />
      ) : (
        <Loader
          size={14}
          strokeWidth={2}
          className={styles.turning}
          role="img"
          aria-label={t.composer.uploading(file.name)}
        />
      )}
      <span className={styles.fileName}>{file.name}</span>
      {error && (
        <span role="alert" className={styles.fileError}>
          {error}
        </span>
      )}
      {error && (
        <Button size="small" variant="quiet" onPress={() => onRetry(upload)}>
          {t.thread.retry}
        </Button>
      )}
      <IconButton label={t.composer.removeFile(file.name)} onPress={() => onRemove(upload.key)}>
        <X size={14} strokeWidth={2} />
      </IconButton>
    </li>
  );
}

function allowFiles(event: DragEvent) {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
}

/** Grows with the text; the style sheet stops it at 40 % of the pane. */
function useGrow(area: { current: HTMLTextAreaElement | null }, text: string, kind: DraftKind) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text of the shown tab
  useEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }, [area, text, kind]);
}
