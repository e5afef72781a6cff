import type { Widget } from "@pingback/api";
import { Facts } from "../settings/facts";
import { SettingsCard } from "../settings/settings-page";
import { widgets } from "../texts/widgets";
import { fieldsOf } from "./fields";
import styles from "./look.module.css";
import { Preview } from "./preview";

const words = widgets.look;

const NOTHING = {};
const yesNo = (isOn: boolean) => (isOn ? words.yes : words.no);

/** The widget as it is, for those who may not change it. */
export function ReadOnly({ widget }: { widget: Widget }) {
  const fields = fieldsOf(widget);
  const asked = (what: string, how: keyof typeof words.asked) => `${what}: ${words.asked[how].toLowerCase()}`;
  const form = [asked(words.askName, fields.ask_name), asked(words.askEmail, fields.ask_email)].join(", ");
  return (
    <div className={styles.look}>
      <div className={styles.facts}>
        <SettingsCard title={words.words}>
          <div className={styles.part}>
            <Facts
              facts={[
                { name: words.heading, value: fields.welcome_heading || words.notSet },
                { name: words.tagline, value: fields.welcome_tagline || words.notSet },
                { name: words.replyTime, value: fields.reply_time || words.notSet },
                { name: words.name, value: fields.name },
                { name: words.locale, value: words.locales[fields.locale] },
                { name: words.colour, value: fields.primary_color },
              ]}
            />
          </div>
        </SettingsCard>
        <SettingsCard title={words.chat}>
          <div className={styles.part}>
            <Facts
              facts={[
                { name: words.badge, value: yesNo(fields.show_online_badge) },
                { name: words.faces, value: yesNo(fields.show_team) },
                { name: words.asks, value: fields.asks_first ? form : words.no },
                { name: words.away, value: fields.away_message || words.notSet },
                { name: words.askEmailAway, value: yesNo(fields.ask_email_when_away) },
                { name: words.rating, value: yesNo(fields.rating) },
                { name: words.sound, value: yesNo(fields.sound) },
              ]}
            />
          </div>
        </SettingsCard>
      </div>
      <Preview widget={widget} typed={NOTHING} />
    </div>
  );
}
