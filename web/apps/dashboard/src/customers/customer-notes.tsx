import type { CustomerNote } from "@pingback/api";
import { AreaField, Button, IconButton } from "@pingback/ui";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";
import { firstName, nameOf, useMembers } from "../members/queries";
import { t } from "../texts";
import { date } from "../texts/times";
import { useNow } from "../texts/use-now";
import styles from "./customer-notes.module.css";
import { useAddNote, useDeleteNote } from "./queries";

const LONGEST = 5000;

interface CustomerNotesProps {
  customerId: string;
  notes: readonly CustomerNote[];
  isAdding: boolean;
  onAdded: () => void;
}

/** What the team should know of the customer whatever the conversation is about. */
export function CustomerNotes({ customerId, notes, isAdding, onAdded }: CustomerNotesProps) {
  const now = useNow();
  const members = useMembers();
  const remove = useDeleteNote(customerId);
  return (
    <>
      {isAdding && <AddNote customerId={customerId} onEnd={onAdded} />}
      {notes.length === 0 && !isAdding && <p className={styles.none}>{t.customers.noNotes}</p>}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note.id} className={styles.note}>
            <p className={styles.text}>{note.content}</p>
            <span className={styles.foot}>
              {t.customers.noteBy(
                firstName(nameOf(members, note.author_id) ?? t.conversations.aFormerMember),
                date(note.created_at, now),
              )}
              <IconButton label={t.customers.deleteNote} onPress={() => remove.mutate(note.id)}>
                <Trash2 size={14} strokeWidth={2} />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function AddNote({ customerId, onEnd }: { customerId: string; onEnd: () => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const add = useAddNote(customerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || add.isPending) return;
    add.mutate(text.trim(), { onSuccess: onEnd, onError: (error) => setProblem(sentence(error)) });
  };
  return (
    <Form onSubmit={submit} className={styles.form ?? ""} validationErrors={problem ? { note: problem } : {}}>
      <AreaField
        aria-label={t.customers.noteField}
        name="note"
        value={text}
        onChange={(next) => {
          setText(next);
          setProblem(null);
        }}
        maxLength={LONGEST}
        autoFocus
      />
      <span className={styles.buttons}>
        <Button
          type="submit"
          size="small"
          variant="primary"
          busy={add.isPending}
          isDisabled={text.trim() === ""}
        >
          {t.customers.saveNote}
        </Button>
        <Button size="small" variant="quiet" onPress={onEnd}>
          {t.customers.cancel}
        </Button>
      </span>
    </Form>
  );
}
