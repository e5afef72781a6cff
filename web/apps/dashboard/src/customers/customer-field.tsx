import type { CustomerChange } from "@pingback/api";
import { Button, Field, IconButton } from "@pingback/ui";
import { Pencil } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import styles from "./customer-field.module.css";
import { useChangeCustomer } from "./queries";

interface CustomerFieldProps {
  customerId: string;
  /** What it is called, as people read it. */
  title: string;
  value: string | null;
  type?: "text" | "email";
  maxLength: number;
  change: (value: string | null) => CustomerChange;
}

/** A fact that is edited where it stands: Enter or leaving it saves, Escape leaves it as it was. */
export function CustomerField({
  customerId,
  title,
  value,
  type = "text",
  maxLength,
  change,
}: CustomerFieldProps) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Back to where the editing began, unless the reader has gone elsewhere meanwhile.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return (
    <div className={styles.fact}>
      <dt>{title}</dt>
      <dd>
        {isEditing ? (
          <Editor
            {...{ customerId, title, value, type, maxLength, change }}
            onEnd={() => setEditing(false)}
          />
        ) : (
          <span className={styles.shown}>
            <span className={value ? styles.value : styles.unknown}>
              {value ? <Breakable text={value} /> : t.customers.notKnown}
            </span>
            <IconButton ref={button} label={t.customers.edit(title)} onPress={() => setEditing(true)}>
              <Pencil size={14} strokeWidth={2} />
            </IconButton>
          </span>
        )}
      </dd>
    </div>
  );
}

/** An address breaks behind its @ where it is too long for the line. */
function Breakable({ text }: { text: string }) {
  const at = text.indexOf("@") + 1;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

function Editor({
  customerId,
  title,
  value,
  type,
  maxLength,
  change,
  onEnd,
}: CustomerFieldProps & { onEnd: () => void }) {
  const [text, setText] = useState(value ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const mutation = useChangeCustomer(customerId);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const save = (event?: FormEvent) => {
    event?.preventDefault();
    const next = text.trim() || null;
    if (next === value) return onEnd();
    if (mutation.isPending) return;
    mutation.mutate(change(next), { onSuccess: onEnd, onError: (error) => setProblem(sentence(error)) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onEnd();
  };
  return (
    <Form onSubmit={save} validationErrors={problem ? { fact: problem } : {}}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape in the field; a button does the same */}
      <div className={styles.editor} onKeyDown={onKeyDown}>
        <Field
          aria-label={title}
          name="fact"
          type={type ?? "text"}
          value={text}
          maxLength={maxLength}
          inputRef={input}
          autoFocus
          words={{ missing: "", wrongType: t.customers.wrongEmail }}
          onChange={(next) => {
            setText(next);
            setProblem(null);
          }}
        />
        <span className={styles.buttons}>
          <Button type="submit" size="small" variant="primary" busy={mutation.isPending}>
            {t.customers.save}
          </Button>
          <Button size="small" variant="quiet" onPress={onEnd}>
            {t.customers.cancel}
          </Button>
        </span>
      </div>
    </Form>
  );
}
