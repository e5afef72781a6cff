import type { Conversation, ConversationStatus } from "@pingback/api";
import { Ban, Circle, CircleCheck, Clock, type LucideIcon } from "lucide-react";
import { Link } from "../routing";
import { t } from "../texts";
import { ago } from "../texts/times";
import { useNow } from "../texts/use-now";
import styles from "./customer-conversations.module.css";

const ICONS: Record<ConversationStatus, LucideIcon> = {
  open: Circle,
  pending: Clock,
  resolved: CircleCheck,
  closed: Ban,
};

/** What else the customer wrote about; each opens in place. */
export function CustomerConversations({ others }: { others: readonly Conversation[] }) {
  const now = useNow();
  if (others.length === 0) return <p className={styles.none}>{t.customers.noOthers}</p>;
  return (
    <ul className={styles.others}>
      {others.map((other) => {
        const Icon = ICONS[other.status];
        const newest = other.messages.at(-1);
        return (
          <li key={other.id}>
            <Link
              to="/inbox/$number"
              params={{ number: String(other.number) }}
              search
              className={styles.other}
              data-status={other.status}
            >
              <Icon size={14} strokeWidth={2} aria-hidden />
              <span className={styles.words}>
                <span className={styles.line}>
                  <span className={styles.text}>{newest?.content || t.conversations.noMessage}</span>
                  <time dateTime={other.updated_at}>{ago(other.updated_at, now)}</time>
                </span>
                <span className={styles.meta}>
                  {t.conversations.number(other.number)} · {t.conversations.statuses[other.status]}
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
