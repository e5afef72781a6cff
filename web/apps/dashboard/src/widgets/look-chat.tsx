import { AreaField, Notice, Select, Switch } from "@pingback/ui";
import { SettingsCard } from "../settings/settings-page";
import { widgets } from "../texts/widgets";
import type { Asked } from "./fields";
import styles from "./look.module.css";
import type { PartProps } from "./typed";

const words = widgets.look;

export function Team({ fields, change }: PartProps) {
  return (
    <SettingsCard title={words.team}>
      <div className={styles.part}>
        <Switch
          label={words.badge}
          hint={words.badgeHint}
          isSelected={fields.show_online_badge}
          onChange={(show_online_badge) => change({ show_online_badge })}
        />
        <Switch
          label={words.faces}
          hint={words.facesHint}
          isSelected={fields.show_team}
          onChange={(show_team) => change({ show_team })}
        />
      </div>
    </SettingsCard>
  );
}

const ASKED = Object.entries(words.asked).map(([id, label]) => ({ id: id as Asked, label }));

export function BeforeChat({ fields, change }: PartProps) {
  const { asks_first, ask_name, ask_email } = fields;
  return (
    <SettingsCard title={words.form}>
      <div className={styles.part}>
        <Switch
          label={words.asks}
          hint={words.asksHint}
          isSelected={asks_first}
          onChange={(asks_first) => change({ asks_first })}
        />
        {asks_first && (
          <>
            <div className={styles.pair}>
              <Select
                label={words.askName}
                options={ASKED}
                value={ask_name}
                onChange={(ask_name) => change({ ask_name })}
              />
              <Select
                label={words.askEmail}
                options={ASKED}
                value={ask_email}
                onChange={(ask_email) => change({ ask_email })}
              />
            </div>
            {ask_name === "off" && ask_email === "off" && <Notice tone="warning">{words.asksNothing}</Notice>}
          </>
        )}
      </div>
    </SettingsCard>
  );
}

export function Away({ fields, change, answersByEmail }: PartProps & { answersByEmail: boolean }) {
  return (
    <SettingsCard title={words.away}>
      <div className={styles.part}>
        <AreaField
          name="config/away_message"
          label={words.awayMessage}
          hint={words.awayHint}
          optional={words.optional}
          rows={2}
          value={fields.away_message}
          // One line, though it is too long for one here.
          onChange={(text) => change({ away_message: text.replace(/\n/g, " ") })}
        />
        <Switch
          label={words.askEmailAway}
          hint={answersByEmail ? words.askEmailAwayHint : words.askEmailWithoutMail}
          isSelected={fields.ask_email_when_away}
          onChange={(ask_email_when_away) => change({ ask_email_when_away })}
        />
      </div>
    </SettingsCard>
  );
}

export function InChat({ fields, change }: PartProps) {
  return (
    <SettingsCard title={words.chat}>
      <div className={styles.part}>
        <Switch
          label={words.rating}
          hint={words.ratingHint}
          isSelected={fields.rating}
          onChange={(rating) => change({ rating })}
        />
        <Switch
          label={words.sound}
          hint={words.soundHint}
          isSelected={fields.sound}
          onChange={(sound) => change({ sound })}
        />
      </div>
    </SettingsCard>
  );
}
