import type { Conversation, Customer } from "@pingback/api";
import { Avatar, IconButton, Select } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { PanelRightClose, Plus } from "lucide-react";
import { useState } from "react";
import { useMe } from "../../accounts/me";
import { BlockCustomer } from "../../blocks/block-customer";
import { CustomerConversations } from "../../customers/customer-conversations";
import { CustomerFacts, Fact } from "../../customers/customer-facts";
import { CustomerNotes } from "../../customers/customer-notes";
import { CustomerVisit } from "../../customers/customer-visit";
import { customerConversationsQuery, useCustomer } from "../../customers/queries";
import { firstName } from "../../members/queries";
import { t } from "../../texts";
import { date, time } from "../../texts/times";
import { useNow } from "../../texts/use-now";
import { useChangeConversation } from "../actions";
import { channelName } from "../channel-mark";
import { customerName } from "../customer-name";
import { asPriority, PRIORITY_OPTIONS } from "../priority-options";
import { AssigneePicker } from "../thread/assignee-picker";
import styles from "./conversation-details.module.css";
import { DetailsLabels } from "./labels";
import { DetailsSection } from "./section";

interface ConversationDetailsProps {
  conversation: Conversation;
  /** The assignee is chosen in the header where this is a drawer. */
  isDrawer: boolean;
  onHide: () => void;
}

/** What is known beside the messages: the fourth pane, or a drawer where there is no room for it. */
export function ConversationDetails({ conversation, isDrawer, onHide }: ConversationDetailsProps) {
  const { customer } = conversation;
  return (
    <>
      <div className={styles.head}>
        <Avatar name={customer?.name ?? null} seed={customer?.id ?? conversation.id} size={40} />
        <div className={styles.words}>
          <p className={styles.name}>{customerName(conversation)}</p>
          {customer?.email && customer.name && <p className={styles.email}>{customer.email}</p>}
        </div>
        <IconButton label={t.thread.hideDetails} onPress={onHide}>
          <PanelRightClose size={18} strokeWidth={1.75} />
        </IconButton>
      </div>
      {!isDrawer && (
        <div className={styles.part}>
          <AssigneePicker conversation={conversation} />
        </div>
      )}
      <DetailsLabels conversation={conversation} />
      {customer && <AboutCustomer key={customer.id} customer={customer} conversation={conversation} />}
      <Facts conversation={conversation} />
    </>
  );
}

function AboutCustomer({ customer, conversation }: { customer: Customer; conversation: Conversation }) {
  const me = useMe();
  const known = useCustomer(customer);
  const all = useQuery(customerConversationsQuery(me.business.id, customer.id)).data;
  const others = all?.filter((other) => other.id !== conversation.id);
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <DetailsSection id="about" title={t.customers.about(firstName(customerName(conversation)))}>
        <CustomerFacts customer={known} />
      </DetailsSection>
      {known.visit && (
        <DetailsSection id="visit" title={t.customers.visit}>
          <CustomerVisit visit={known.visit} />
        </DetailsSection>
      )}
      {others && (
        <DetailsSection id="others" title={t.customers.others} count={others.length}>
          <CustomerConversations others={others} />
        </DetailsSection>
      )}
      {known.notes && (
        <DetailsSection
          id="notes"
          title={t.customers.notes}
          count={known.notes.length}
          action={
            <IconButton label={t.customers.addNote} onPress={() => setAdding(true)}>
              <Plus size={16} strokeWidth={1.75} />
            </IconButton>
          }
        >
          <CustomerNotes
            customerId={customer.id}
            notes={known.notes}
            isAdding={isAdding}
            onAdded={() => setAdding(false)}
          />
        </DetailsSection>
      )}
      {conversation.channel_type === "widget" && (
        <BlockCustomer customer={known} name={customerName(conversation)} />
      )}
    </>
  );
}

function Facts({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const change = useChangeConversation(conversation);
  const { priority } = conversation;
  const when = (iso: string) => `${date(iso, now)}, ${time(iso)}`;
  return (
    <DetailsSection id="conversation" title={t.customers.conversation}>
      <dl>
        <Fact name={t.thread.priority}>
          <span className={styles.control}>
            <Select
              kind="bar"
              label={t.thread.priority}
              options={PRIORITY_OPTIONS}
              value={priority ?? "none"}
              onChange={(chosen) => change.mutate({ priority: asPriority(chosen) })}
            />
          </span>
        </Fact>
        <Fact name={t.thread.channel}>{channelName(conversation.channel_type)}</Fact>
        <Fact name={t.thread.started}>{when(conversation.created_at)}</Fact>
        <Fact name={t.thread.firstResponse}>
          {conversation.first_response_at ? when(conversation.first_response_at) : t.thread.none}
        </Fact>
      </dl>
    </DetailsSection>
  );
}
