import { AreaField, Button, Dialog, DialogBody, DialogFoot, Field, Switch } from "@pingback/ui";
import { useRef, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { LeaveLayer } from "../settings/leave-layer";
import { leaving, useUnsaved } from "../settings/unsaved";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { filled } from "./placeholders";
import type { CannedReply } from "./queries";
import { useSaveReply } from "./settings-actions";
import styles from "./settings-reply-dialog.module.css";

const words = settingsPages.replies;
const PLACEHOLDERS = ["customer.first_name", "customer.name", "agent.first_name", "agent.name"] as const;
const SHORTCUT = /^[a-z0-9_-]{1,40}$/;

export default function ReplyDialog({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const me = useMe();
  const mayShare = useMay("settings.manage");
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [content, setContent] = useState(reply?.content ?? "");
  const [isShared, setIsShared] = useState(reply?.is_shared ?? false);
  const text = useRef<HTMLDivElement>(null);
  const save = useSaveReply(reply);
  useUnsaved(
    shortcut.trim() !== (reply?.shortcut ?? "") ||
      content !== (reply?.content ?? "") ||
      isShared !== (reply?.is_shared ?? false),
  );

  const insert = (placeholder: string) => {
    const area = text.current?.querySelector("textarea");
    if (!area) return;
    area.focus();
    area.setRangeText(`{{${placeholder}}}`, area.selectionStart, area.selectionEnd, "end");
    // To the form it is as if it had been typed: it also mends a complaint.
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  return (
    <Dialog
      title={reply ? words.editTitle(reply.shortcut) : words.newTitle}
      isOpen
      onClose={leaving(onClose)}
      dismissLabel={t.frame.dismiss}
    >
      <ProblemForm
        fields={["shortcut", "content"]}
        // The one 400: the shortcut is taken.
        place={(problem) => (problem.status === 400 ? "shortcut" : undefined)}
        error={save.error}
        onSubmit={() =>
          save.mutate({ shortcut: shortcut.trim(), content, is_shared: isShared }, { onSuccess: onClose })
        }
      >
        <DialogBody>
          <Field
            name="shortcut"
            label={words.shortcut}
            hint={words.shortcutHint}
            icon="/"
            value={shortcut}
            onChange={(typed) => setShortcut(typed.replace(/^\//, "").toLowerCase())}
            validate={(value) =>
              value.trim() === "" || SHORTCUT.test(value.trim()) ? null : words.shortcutShape
            }
            maxLength={40}
            // The dialog just opened for this field.
            autoFocus
            autoComplete="off"
            isRequired
            words={{ missing: words.shortcutMissing }}
          />
          <div ref={text}>
            <AreaField
              name="content"
              label={words.text}
              rows={5}
              value={content}
              onChange={setContent}
              maxLength={20_000}
              isRequired
              words={{ missing: words.textMissing }}
            />
          </div>
          <fieldset className={styles.placeholders}>
            <legend className={styles.legend}>{words.placeholders}</legend>
            {PLACEHOLDERS.map((each) => (
              <Button key={each} size="small" onPress={() => insert(each)}>
                {words.placeholderNames[each]}
              </Button>
            ))}
          </fieldset>
          {content.includes("{{") && (
            <section className={styles.preview} aria-label={words.preview}>
              <p className={styles.legend}>{words.previewFor(words.sampleCustomer)}</p>
              <p className={styles.bubble}>
                {filled(content, { customer: words.sampleCustomer, agent: me.user.full_name })}
              </p>
            </section>
          )}
          {mayShare && (
            <Switch
              label={words.isShared}
              hint={words.isSharedHint}
              isSelected={isShared}
              onChange={setIsShared}
            />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onPress={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {reply ? t.frame.save : words.create}
          </Button>
        </DialogFoot>
      </ProblemForm>
      <LeaveLayer />
    </Dialog>
  );
}
