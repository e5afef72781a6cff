import type { Conversation } from "@pingback/api";
import { Button, IconButton } from "@pingback/ui";
import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useMe } from "../../accounts/me";
import { CannedReplyPicker } from "../../canned-replies/picker";
import { EmojiButton } from "../../emoji/emoji-button";
import { isLost } from "../../frame/connection-pill";
import { useIsPhone } from "../../frame/media";
import type { Preferences } from "../../preferences/wire";
import { useRealtime } from "../../realtime/provider";
import { t } from "../../texts";
import { count } from "../../texts/times";
import styles from "./composer.module.css";
import type { DraftState, useDraft } from "./drafts-store";
import { LONGEST } from "./send";

interface ComposerFootProps {
  conversation: Conversation;
  draft: ReturnType<typeof useDraft>;
  sendKey: Preferences["send_key"];
  isReady: boolean;
  onFiles: (files: FileList) => void;
  onInsert: (text: string) => void;
  onSend: () => void;
}

/** The tools of the composer, what becomes of the text, and the button that sends it. */
export function ComposerFoot({
  conversation,
  draft,
  sendKey,
  isReady,
  onFiles,
  onInsert,
  onSend,
}: ComposerFootProps) {
  const me = useMe();
  const phone = useIsPhone();
  const files = useRef<HTMLInputElement>(null);
  const note = draft.kind === "note";
  const parties = { customer: conversation.customer?.name ?? null, agent: me.user.full_name };
  const over = [...draft.text.trim()].length - LONGEST;
  return (
    <>
      {over > 0 && (
        <p role="alert" className={styles.over}>
          {t.composer.tooLong(count(over))}
        </p>
      )}
      <div className={styles.foot}>
        <IconButton label={t.composer.attach} onPress={() => files.current?.click()}>
          <Paperclip size={18} strokeWidth={1.75} />
        </IconButton>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            if (currentTarget.files?.length) onFiles(currentTarget.files);
            // The same file once more is a change, too.
            currentTarget.value = "";
          }}
        />
        <EmojiButton onInsert={onInsert} />
        <CannedReplyPicker parties={parties} onInsert={onInsert} />
        <span className={styles.space} />
        <span className={styles.state}>
          <State text={draft.text} state={draft.state} phone={phone} />
        </span>
        {!phone && (
          <span className={styles.keys} aria-hidden="true">
            {sendKey === "ctrl_enter" && <kbd>{t.composer.keyCtrl}</kbd>}
            <kbd>{t.composer.keyEnter}</kbd>
          </span>
        )}
        <Button variant={note ? "secondary" : "primary"} isDisabled={!isReady} onPress={onSend}>
          {note ? t.composer.addNote : t.composer.send}
        </Button>
      </div>
    </>
  );
}

/** What becomes of the text: where it waits, or that it is kept. */
function State({ text, state, phone }: { text: string; state: DraftState; phone: boolean }) {
  const realtime = useRealtime();
  if (text === "") return null;
  if (isLost(realtime.state)) return t.composer.queued;
  if (phone) return null;
  if (state === "kept") return t.composer.draftKept;
  return state === "saving" ? t.composer.draftSaving : t.composer.draftSaved;
}
