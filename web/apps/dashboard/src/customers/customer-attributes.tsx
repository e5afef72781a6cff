import { Button, IconButton, part } from "@pingback/ui";
import { Plus, X } from "lucide-react";
import { Suspense, useState } from "react";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";
import styles from "./customer-facts.module.css";
import { CustomerField } from "./customer-field";
import { useChangeCustomer } from "./queries";

const AddAttribute = part(() => import("./customer-add-attribute"));

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
        <Suspense>
          <AddAttribute customerId={customerId} onEnd={() => setAdding(false)} />
        </Suspense>
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
