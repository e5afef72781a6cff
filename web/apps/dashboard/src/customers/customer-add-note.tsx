import { AreaField, Button } from "@pingback/ui";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import styles from "./customer-notes.module.css";
import { useAddNote } from "./queries";

const LONGEST = 5000;

export default function AddNote({ customerId, onEnd }: { customerId: string; onEnd: () => void }) {
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
