import { Button, Field } from "@pingback/ui";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";
import { t } from "../texts";
import styles from "./customer-facts.module.css";
import { useChangeCustomer } from "./queries";

const LONGEST_NAME = 60;
const LONGEST_VALUE = 500;

export default function AddAttribute({ customerId, onEnd }: { customerId: string; onEnd: () => void }) {
  const change = useChangeCustomer(customerId);
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || value.trim() === "") return;
    change.mutate(
      { attributes: { [name.trim()]: value.trim() } },
      { onSuccess: onEnd, onError: (error) => setProblem(sentence(error)) },
    );
  };
  return (
    <Form
      onSubmit={submit}
      className={styles.form ?? ""}
      validationErrors={problem ? { value: problem } : {}}
    >
      <Field
        label={t.customers.attributeName}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
        autoFocus
        isRequired
        words={{ missing: t.customers.missingName }}
      />
      <Field
        label={t.customers.attributeValue}
        name="value"
        value={value}
        onChange={setValue}
        maxLength={LONGEST_VALUE}
        isRequired
        words={{ missing: t.customers.missingValue }}
      />
      <span className={styles.buttons}>
        <Button type="submit" size="small" variant="primary" busy={change.isPending}>
          {t.customers.save}
        </Button>
        <Button size="small" variant="quiet" onPress={onEnd}>
          {t.customers.cancel}
        </Button>
      </span>
    </Form>
  );
}
