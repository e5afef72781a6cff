import type { Conversation } from "@pingback/api";
import { Avatar } from "@pingback/ui";
import type { ReactNode } from "react";
import { t } from "../texts";
import { date, time } from "../texts/times";
import { useNow } from "../texts/use-now";
import { AssigneePicker } from "./assignee-picker";
import { channelName } from "./channel-mark";
import styles from "./conversation-details.module.css";
import { customerName } from "./conversation-row";

/** What is known beside the messages: the fourth pane, or a drawer where there is no room for it. */
export function ConversationDetails({
  conversation,
  withoutHead,
}: {
  conversation: Conversation;
  withoutHead?: boolean;
}) {
  const now = useNow();
  const { customer } = conversation;
  const when = (iso: string) => `${date(iso, now)}, ${time(iso)}`;
  return (
    <>
      {!withoutHead && (
        <div className={styles.head}>
          <Avatar name={customer?.name ?? null} seed={customer?.id ?? conversation.id} size={40} />
          <div className={styles.words}>
            <p className={styles.name}>{customerName(conversation)}</p>
            {customer?.email && <p className={styles.email}>{customer.email}</p>}
          </div>
        </div>
      )}
      {!withoutHead && (
        <div className={styles.part}>
          <AssigneePicker conversation={conversation} />
        </div>
      )}
      <div className={styles.part}>
        <h2 className={styles.title}>{t.thread.details}</h2>
        <dl className={styles.facts}>
          {(withoutHead || !customer?.email) && (
            <Fact name={t.thread.email}>{customer?.email ?? t.thread.noEmail}</Fact>
          )}
          {customer?.external_id && <Fact name={t.thread.externalId}>{customer.external_id}</Fact>}
          <Fact name={t.thread.channel}>{channelName(conversation.channel_type)}</Fact>
          {customer && <Fact name={t.thread.firstSeen}>{when(customer.created_at)}</Fact>}
          <Fact name={t.thread.started}>{when(conversation.created_at)}</Fact>
          <Fact name={t.thread.firstResponse}>
            {conversation.first_response_at ? when(conversation.first_response_at) : t.thread.none}
          </Fact>
        </dl>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
