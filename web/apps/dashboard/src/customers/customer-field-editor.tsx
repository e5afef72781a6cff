import { Button, Field } from "@pingback/ui";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import type { CustomerFieldProps } from "./customer-field";
import styles from "./customer-field.module.css";
import { useChangeCustomer } from "./queries";

export default function Editor({
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
