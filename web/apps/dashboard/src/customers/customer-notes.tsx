import type { CustomerNote } from "@pingback/api";
import { IconButton, part } from "@pingback/ui";
import { Trash2 } from "lucide-react";
import { Suspense } from "react";
import { firstName, nameOf, useMembers } from "../members/queries";
import { t } from "../texts";
import { date } from "../texts/times";
import { useNow } from "../texts/use-now";
import styles from "./customer-notes.module.css";
import { useDeleteNote } from "./queries";

const AddNote = part(() => import("./customer-add-note"));

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
      <Suspense>{isAdding && <AddNote customerId={customerId} onEnd={onAdded} />}</Suspense>
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
