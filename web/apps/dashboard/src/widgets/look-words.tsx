import { AreaField, Field, Select } from "@pingback/ui";
import { SettingsCard } from "../settings/settings-page";
import { widgets } from "../texts/widgets";
import type { Locale } from "./fields";
import styles from "./look.module.css";
import type { PartProps } from "./typed";

const words = widgets.look;

const LOCALES = Object.entries(words.locales).map(([id, label]) => ({ id: id as Locale, label }));

export function Words({ fields, change }: PartProps) {
  return (
    <SettingsCard title={words.words}>
      <div className={styles.part}>
        <Field
          name="welcome_heading"
          label={words.heading}
          value={fields.welcome_heading}
          onChange={(welcome_heading) => change({ welcome_heading })}
          isRequired
          words={{ missing: words.headingMissing }}
        />
        <AreaField
          name="welcome_tagline"
          label={words.tagline}
          value={fields.welcome_tagline}
          onChange={(welcome_tagline) => change({ welcome_tagline })}
        />
        <Field
          name="config/reply_time"
          label={words.replyTime}
          hint={words.replyTimeHint}
          optional={words.optional}
          value={fields.reply_time}
          onChange={(reply_time) => change({ reply_time })}
        />
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={fields.name}
          onChange={(name) => change({ name })}
          isRequired
          words={{ missing: words.nameMissing }}
        />
        <div>
          <Select
            label={words.locale}
            options={LOCALES}
            value={fields.locale}
            onChange={(locale) => change({ locale })}
          />
          <p className={styles.hint}>{words.localeHint}</p>
        </div>
      </div>
    </SettingsCard>
  );
}

export function Site({ fields, change }: PartProps) {
  return (
    <SettingsCard title={words.site}>
      <div className={styles.part}>
        <Field
          name="domain"
          label={words.domain}
          hint={words.domainHint}
          value={fields.domain}
          onChange={(domain) => change({ domain })}
          inputMode="url"
          isRequired
        />
      </div>
    </SettingsCard>
  );
}
