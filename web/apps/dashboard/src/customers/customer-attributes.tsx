import { Button, Field, IconButton } from "@pingback/ui";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { sentence, tellFailure } from "../frame/failure";
import { t } from "../texts";
import styles from "./customer-facts.module.css";
import { CustomerField } from "./customer-field";
import { useChangeCustomer } from "./queries";

const LONGEST_NAME = 60;
const LONGEST_VALUE = 500;
const MOST = 50;

interface CustomerAttributesProps {
  customerId: string;
  attributes: Record<string, string>;
}

/** Whatever else is known, under names of the workspace's own. */
export function CustomerAttributes({ customerId, attributes }: CustomerAttributesProps) {
  const change = useChangeCustomer(customerId);
  const [isAdding, setAdding] = useState(false);
  const names = Object.keys(attributes).sort((a, b) => a.localeCompare(b));
  const remove = (name: string) =>
    change.mutate(
      { attributes: { [name]: null } },
      { onError: (error) => tellFailure(t.customers.notSaved(name), error) },
    );
  return (
    <>
      {names.length > 0 && (
        <dl className={styles.facts}>
          {names.map((name) => (
            <div key={name} className={styles.attribute}>
              <CustomerField
                customerId={customerId}
                title={name}
                value={attributes[name] ?? ""}
                maxLength={LONGEST_VALUE}
                change={(value) => ({ attributes: { [name]: value } })}
              />
              <IconButton label={t.customers.removeAttribute(name)} onPress={() => remove(name)}>
                <X size={14} strokeWidth={2} />
              </IconButton>
            </div>
          ))}
        </dl>
      )}
      {isAdding ? (
        <AddAttribute customerId={customerId} onEnd={() => setAdding(false)} />
      ) : (
        names.length < MOST && (
          <span className={styles.add}>
            <Button
              size="small"
              variant="quiet"
              icon={<Plus size={14} strokeWidth={2} aria-hidden />}
              onPress={() => setAdding(true)}
            >
              {t.customers.addAttribute}
            </Button>
          </span>
        )
      )}
    </>
  );
}

function AddAttribute({ customerId, onEnd }: { customerId: string; onEnd: () => void }) {
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
