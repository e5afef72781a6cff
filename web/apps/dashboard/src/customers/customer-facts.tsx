import type { ReactNode } from "react";
import { t } from "../texts";
import { date } from "../texts/times";
import { useNow } from "../texts/use-now";
import { CustomerAttributes } from "./customer-attributes";
import styles from "./customer-facts.module.css";
import { CustomerField } from "./customer-field";
import type { KnownCustomer } from "./queries";

/** Who the customer is; what the team knows better is edited here. */
export function CustomerFacts({ customer }: { customer: KnownCustomer }) {
  const now = useNow();
  const { id, name, email, external_id, created_at, attributes } = customer;
  return (
    <>
      <dl className={styles.facts}>
        <CustomerField
          customerId={id}
          title={t.customers.name}
          value={name}
          maxLength={200}
          change={(value) => ({ name: value })}
        />
        <CustomerField
          customerId={id}
          title={t.customers.email}
          value={email}
          type="email"
          maxLength={254}
          change={(value) => ({ email: value })}
        />
        <CustomerField
          customerId={id}
          title={t.customers.externalId}
          value={external_id}
          maxLength={200}
          change={(value) => ({ external_id: value })}
        />
        <Fact name={t.thread.firstSeen}>{date(created_at, now)}</Fact>
      </dl>
      <CustomerAttributes customerId={id} attributes={attributes} />
    </>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
