import { Avatar, Pill } from "@pingback/ui";
import { ListBoxItem, Text } from "react-aria-components";
import { ChannelMark } from "../conversations/channel-mark";
import { customerName } from "../conversations/customer-name";
import { t } from "../texts";
import { ago } from "../texts/times";
import { Marked } from "./marked";
import type { Hit } from "./queries";
import styles from "./search.module.css";

/** A conversation, and what in it is like what was asked for. */
export function HitResult({ hit: { conversation, match } }: { hit: Hit }) {
  const name = customerName(conversation);
  const { number, status, messages } = conversation;
  const newest = messages.at(-1);
  const text = match.parts.map((part) => part.text).join("");
  return (
    <ListBoxItem
      id={`conversation ${number}`}
      textValue={`${name} ${t.conversations.number(number)} ${text}`}
      className={styles.result ?? ""}
    >
      <Avatar
        name={conversation.customer?.name ?? null}
        seed={conversation.customer_id ?? conversation.id}
        size={28}
        badge={<ChannelMark type={conversation.channel_type} size={10} />}
      />
      <span className={styles.words}>
        <Text slot="label" className={styles.line ?? ""}>
          <span className={styles.name}>
            {match.field === "customer" ? <Marked parts={match.parts} /> : name}
          </span>
          <span className={styles.meta}>
            {match.field === "number" ? <Marked parts={match.parts} /> : t.conversations.number(number)}
          </span>
          {status !== "open" && <Pill>{t.conversations.statuses[status]}</Pill>}
          <span className={styles.time}>
            {ago(newest?.created_at ?? conversation.updated_at, Date.now())}
          </span>
        </Text>
        <Text slot="description" className={styles.excerpt ?? ""}>
          {match.field === "message" ? <Marked parts={match.parts} /> : (newest?.content ?? "")}
        </Text>
      </span>
    </ListBoxItem>
  );
}
