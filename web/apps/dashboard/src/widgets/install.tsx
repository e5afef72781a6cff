import type { Widget } from "@pingback/api";
import { SettingsCard } from "../settings/settings-page";
import { t } from "../texts";
import { widgets } from "../texts/widgets";
import { Code } from "./code";
import { filledIn, places, policy } from "./guide";
import styles from "./install.module.css";
import { InstalledCheck } from "./installed-check";
import { Recipes } from "./recipes";
import { snippetFor } from "./snippet";

const words = widgets.install;

export default function Install({ widget }: { widget: Widget }) {
  return (
    <div className={styles.parts}>
      <InstalledCheck widget={widget} />
      <SettingsCard title={words.title} intro={words.intro}>
        <div className={styles.part}>
          <Recipes
            label={words.title}
            recipes={places}
            widgetId={widget.id}
            lines={snippetFor(widget.id, location.origin)}
            codeLabel={t.widget.snippetTitle}
            copyLabel={t.widget.copy}
          />
        </div>
      </SettingsCard>
      <SettingsCard title={words.policyTitle} intro={words.policyIntro}>
        <div className={styles.part}>
          <Code label={words.policyTitle} copyLabel={words.copyPolicy}>
            {filledIn(policy, widget.id, location.origin)}
          </Code>
          <p className={styles.more}>{words.more}</p>
        </div>
      </SettingsCard>
    </div>
  );
}
