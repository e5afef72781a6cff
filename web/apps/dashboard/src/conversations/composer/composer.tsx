import type { Conversation } from "@pingback/api";
import { classes, useTabs } from "@pingback/ui";
import { Lock } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { useMe } from "../../accounts/me";
import { useCommand } from "../../keyboard/use-command";
import { usePreferences } from "../../preferences/queries";
import { t } from "../../texts";
import { shortName } from "../customer-name";
import { MESSAGES } from "../thread/thread-state";
import { ComposerArea } from "./area";
import styles from "./composer.module.css";
import type { DraftKind } from "./drafts";
import { useDraft } from "./drafts-store";
import { ComposerFoot } from "./foot";
import { isSendKey } from "./keys";
import { useSend } from "./send";
import { SuggestionList } from "./suggestion-list";
import { useSuggestions } from "./suggestions";
import { ComposerUploads } from "./upload-list";
import { useUploads } from "./uploads";
import { useTypingSignal } from "./use-typing-signal";

const KINDS: readonly DraftKind[] = ["reply", "note"];

export function Composer({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const { send_key } = usePreferences(me.business.id);
  const draft = useDraft(conversation.id);
  const files = useUploads(conversation.id);
  const signal = useTypingSignal(conversation.id);
  // One for each: the field that goes leaves the page after the one that comes.
  const areas = {
    reply: useRef<HTMLTextAreaElement>(null),
    note: useRef<HTMLTextAreaElement>(null),
  };
  const { kind, text } = draft;
  const area = areas[kind];
  const note = kind === "note";
  const name = shortName(conversation);

  const write = (next: string) => {
    draft.write(kind, next);
    if (!note) signal.typed(next !== "");
  };
  const caret = useRef<number | null>(null);
  // With the text, not after it: who types on at once types behind what was put in.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  /** Replaces a part of the text and goes on writing behind it. */
  const insert = (words: string, from?: number, to?: number) => {
    const start = from ?? area.current?.selectionStart ?? text.length;
    const end = to ?? area.current?.selectionEnd ?? start;
    write(text.slice(0, start) + words + text.slice(end));
    caret.current = start + words.length;
    // A popup that closes gives the focus to its button first.
    requestAnimationFrame(() => area.current?.focus());
  };
  const suggestions = useSuggestions({ conversation, kind, text, area, insert });
  const { send, isReady } = useSend({
    conversation,
    draft,
    files,
    onSent: () => {
      signal.stop();
      area.current?.focus();
    },
  });
  const tabs = useTabs(KINDS, kind, draft.choose);
  useCommands((next) => {
    draft.choose(next);
    requestAnimationFrame(() => areas[next].current?.focus());
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || suggestions.onKeyDown(event)) return;
    // Out of the text, to where single keys work; the conversation stays.
    if (event.key === "Escape") document.getElementById(MESSAGES)?.focus();
    if (!isSendKey(event, send_key)) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    // Spreadsheets and word processors bring a picture of the text along: the text is meant.
    const isText =
      event.clipboardData.types.includes("text/html") && event.clipboardData.getData("text/plain");
    if (event.clipboardData.files.length === 0 || isText) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  };

  return (
    <div className={classes(styles.composer, note && styles.note)}>
      <SuggestionList suggestions={suggestions} />
      <div className={styles.kinds}>
        <div className={styles.head}>
          <div {...tabs.list} role="tablist" className={styles.tabs} aria-label={t.composer.tabsLabel}>
            <button {...tabs.tab("reply")} className={styles.tab}>
              {t.composer.reply}
            </button>
            <button {...tabs.tab("note")} className={styles.tab}>
              <Lock size={14} strokeWidth={2} aria-hidden />
              {t.composer.privateNote}
            </button>
          </div>
          {note && <span className={styles.hint}>{t.composer.willNotSee(name)}</span>}
          {!note && conversation.status === "closed" && (
            <span className={styles.hint}>{t.composer.closedHint}</span>
          )}
        </div>
        <div {...tabs.panel} key={kind} className={styles.panel}>
          <ComposerArea
            area={area}
            kind={kind}
            name={name}
            text={text}
            suggestions={suggestions}
            onChange={write}
            onBlur={signal.stop}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </div>
      </div>
      <ComposerUploads files={files} />
      <ComposerFoot
        conversation={conversation}
        draft={draft}
        sendKey={send_key}
        isReady={isReady}
        onFiles={files.add}
        onInsert={insert}
        onSend={send}
      />
    </div>
  );
}

function useCommands(write: (kind: DraftKind) => void) {
  useCommand("reply", () => write("reply"));
  useCommand("note", () => write("note"));
}
