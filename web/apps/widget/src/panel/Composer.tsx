import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Upload } from "../conversation/uploads";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { sizeOf } from "./format";
import { Icon } from "./icons";
import { useChunk } from "./useChunk";
import { useValue } from "./useValue";

const LONGEST = 20_000;
const SHARE_OF_PANE = 0.4;
const DRAFT = "draft";

export function Composer() {
  const chat = useChat();
  const texts = panelTexts();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  // Kept in storage: a page change does not eat what was being written.
  const [text, setText] = useState(() => chat.store.get(DRAFT) ?? "");
  const [showEmojis, setShowEmojis] = useState(false);
  const emojis = useChunk(showEmojis, () => import("./EmojiList"));
  const uploads = useValue(chat.uploads.items);
  const over = text.trim().length - LONGEST;
  const uploadProblem = useValue(chat.uploads.problem);
  const problem = over > 0 ? texts.tooLong(over) : uploadProblem;
  const ready =
    over <= 0 && !chat.uploads.busy && (text.trim() !== "" || uploads.some((one) => one.attachment));

  const write = (value: string) => {
    setText(value);
    if (value) chat.store.set(DRAFT, value);
    else chat.store.remove(DRAFT);
    chat.typingSender.input(value.trim() !== "");
  };

  const send = () => {
    if (!ready) return;
    chat.send(text.trim());
    write("");
    setShowEmojis(false);
    area.current?.focus();
  };

  const insert = (emoji: string) => {
    const box = area.current as HTMLTextAreaElement;
    box.setRangeText(emoji, box.selectionStart, box.selectionEnd, "end");
    write(box.value);
    setShowEmojis(false);
    box.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends the choice of a character (Chinese, Japanese, ...) is not "send".
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  const attach = (files: FileList | null | undefined) => {
    if (files?.length) chat.uploads.add(files);
  };

  useEffect(() => area.current?.focus(), []);

  // Grows with the text, to a part of the pane; set on the element, which strict policies allow.
  useLayoutEffect(() => {
    const box = area.current as HTMLTextAreaElement;
    box.style.height = "auto";
    const most = (box.closest(".sheet")?.clientHeight ?? 600) * SHARE_OF_PANE;
    box.style.height = `${Math.min(box.scrollHeight, most)}px`;
  }, [text]);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        attach(event.dataTransfer?.files);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !showEmojis) return;
        event.stopPropagation();
        setShowEmojis(false);
        area.current?.focus();
      }}
    >
      <div role="alert">{problem && <p class="fault">{problem}</p>}</div>
      {uploads.length > 0 && (
        <ul class="uploads">
          {each(uploads, (upload) => (
            <UploadChip
              key={upload.key}
              upload={upload}
              onRemove={() => {
                chat.uploads.remove(upload.key);
                area.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      {showEmojis && emojis && <emojis.EmojiList onPick={insert} />}
      <div class="compose-row">
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          aria-label={texts.message}
          placeholder={texts.placeholder}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => chat.typingSender.stop()}
          onPaste={(event) => attach(event.clipboardData?.files)}
        />
        <button
          type="button"
          class="tool"
          aria-label={texts.emoji}
          aria-expanded={showEmojis}
          onClick={() => setShowEmojis(!showEmojis)}
        >
          <Icon name="smile" size={20} />
        </button>
        <button type="button" class="tool" aria-label={texts.attach} onClick={() => picker.current?.click()}>
          <Icon name="clip" size={20} />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-hidden="true"
          tabIndex={-1}
          onChange={(event) => {
            attach(event.currentTarget.files);
            // The same file may be chosen again after it was removed.
            event.currentTarget.value = "";
          }}
        />
        <button
          type="submit"
          class={`send ${ready ? "is-ready" : ""}`}
          aria-label={texts.send}
          aria-disabled={!ready}
        >
          <Icon name="send" size={18} />
        </button>
      </div>
    </form>
  );
}

function UploadChip({ upload, onRemove }: { upload: Upload; onRemove: () => void }) {
  const chat = useChat();
  const texts = panelTexts();
  const { file, state, key } = upload;
  return (
    <li class={`chip is-${state}`}>
      <Icon name={state === "uploading" ? "busy" : state === "failed" ? "alert" : "file"} size={14} />
      <span class="chip-text">
        <span class="file-name">{file.name}</span>
        <span class="chip-state" role={state === "failed" ? "alert" : undefined}>
          {state === "uploading"
            ? texts.uploading(Math.floor(upload.share * 100))
            : state === "failed"
              ? upload.reason
              : sizeOf(file.size)}
        </span>
      </span>
      {state === "uploading" && <progress value={upload.share} aria-label={file.name} />}
      {state === "failed" && upload.mayRetry && (
        <button type="button" class="text" onClick={() => chat.uploads.retry(key)}>
          {texts.retry}
        </button>
      )}
      <button type="button" class="chip-remove" aria-label={texts.removeFile(file.name)} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
