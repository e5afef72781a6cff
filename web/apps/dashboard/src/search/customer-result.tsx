import type { Customer } from "@pingback/api";
import { Avatar } from "@pingback/ui";
import { ListBoxItem, Text } from "react-aria-components";
import { t } from "../texts";
import { Marked } from "./marked";
import { partsOf } from "./parts";
import styles from "./search.module.css";

/** A customer; opens what they have written. */
export function CustomerResult({ customer, q }: { customer: Customer; q: string }) {
  const name = customer.name || customer.email || t.conversations.noCustomerName;
  return (
    <ListBoxItem
      id={`customer ${customer.id}`}
      textValue={`${name} ${customer.email ?? ""}`}
      className={styles.result ?? ""}
    >
      <Avatar name={customer.name ?? null} seed={customer.id} size={28} />
      <span className={styles.words}>
        <Text slot="label" className={styles.name ?? ""}>
          <Marked parts={partsOf(name, q)} />
        </Text>
        {customer.name && customer.email && (
          <Text slot="description" className={styles.excerpt ?? ""}>
            <Marked parts={partsOf(customer.email, q)} />
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
