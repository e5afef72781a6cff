import { Check } from "lucide-react";
import { Checkbox } from "react-aria-components";
import type { Means, NotifiedEvent, Preferences } from "../preferences/wire";
import { settingsPages } from "../texts/settings-pages";
import styles from "./notification-settings.module.css";

const words = settingsPages.notifications;

/** Without those that nothing of the product says yet. */
const EVENTS: readonly NotifiedEvent[] = [
  "conversation_assigned",
  "new_message",
  "mention",
  "new_conversation",
  "member_joined",
];
const MEANS: readonly Means[] = ["in_app", "desktop", "sound"];

export interface EventTableProps {
  notifications: Preferences["notifications"];
  onChange: (event: NotifiedEvent, means: Record<Means, boolean>) => void;
}

/** Every event with the means by which it is told. */
export function EventTable({ notifications, onChange }: EventTableProps) {
  return (
    <div>
      <table className={styles.table} aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.event}</th>
            {MEANS.map((means) => (
              <th key={means} scope="col" className={styles.means}>
                {words.columns[means]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {EVENTS.map((event) => (
            <tr key={event}>
              <th scope="row" className={styles.event}>
                {words.events[event].title}
                {words.events[event].hint && <p className={styles.hint}>{words.events[event].hint}</p>}
              </th>
              {MEANS.map((means) => (
                <td key={means} className={styles.means} data-means={words.columns[means]}>
                  <Cell
                    event={event}
                    means={means}
                    chosen={notifications[event]}
                    onChange={(on) => onChange(event, { ...notifications[event], [means]: on })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.foot}>{words.needsInApp}</p>
    </div>
  );
}

interface CellProps {
  event: NotifiedEvent;
  means: Means;
  chosen: Record<Means, boolean>;
  onChange: (on: boolean) => void;
}

function Cell({ event, means, chosen, onChange }: CellProps) {
  const isListed = event === "new_conversation";
  if (isListed && means === "in_app") return <span className={styles.hint}>{words.always}</span>;
  // The server tells this page of what is kept, and of nothing else.
  const isMute = means !== "in_app" && !chosen.in_app && !isListed;
  return (
    <Checkbox
      className={styles.box ?? ""}
      aria-label={words.cell(words.events[event].title, words.columns[means])}
      isSelected={chosen[means] && !isMute}
      isDisabled={isMute}
      onChange={onChange}
    >
      {({ isSelected }) => (
        <span className={styles.mark}>{isSelected && <Check size={14} strokeWidth={2.5} aria-hidden />}</span>
      )}
    </Checkbox>
  );
}
