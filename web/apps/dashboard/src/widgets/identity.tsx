import type { Widget } from "@pingback/api";
import { Notice, Skeleton, Switch } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { SettingsCard } from "../settings/settings-page";
import { t } from "../texts";
import { widgets } from "../texts/widgets";
import { useEnforceIdentity } from "./actions";
import { Code } from "./code";
import { requiresIdentity } from "./fields";
import { handingOver, signers } from "./guide";
import styles from "./install.module.css";
import { identityQuery } from "./queries";
import { Recipes } from "./recipes";
import { SecretCard } from "./secret-card";

const words = widgets.identity;

/** How a website vouches for its signed-in customers. */
export default function Identity({ widget, onSecret }: { widget: Widget; onSecret: (made: string) => void }) {
  const identity = useQuery(identityQuery(useMe().business.id, widget.id));
  return (
    <div className={styles.parts}>
      <SettingsCard title={words.title} intro={words.intro}>
        <div className={styles.part}>
          {identity.data ? (
            <SecretCard widgetId={widget.id} identity={identity.data} onSecret={onSecret} />
          ) : identity.isError ? (
            <Notice tone="error">{sentence(identity.error)}</Notice>
          ) : (
            <Skeleton rows={1} height={40} label={t.frame.loading} />
          )}
        </div>
      </SettingsCard>
      <Enforce widget={widget} hasSecret={identity.data?.has_secret ?? true} />
      <SettingsCard title={words.howTo} intro={words.howToIntro}>
        <div className={styles.part}>
          <Recipes
            label={words.howTo}
            recipes={signers}
            widgetId={widget.id}
            lines=""
            codeLabel={words.howTo}
          />
        </div>
      </SettingsCard>
      <SettingsCard title={words.page}>
        <div className={styles.part}>
          <Code label={words.page}>{handingOver}</Code>
        </div>
      </SettingsCard>
    </div>
  );
}

function Enforce({ widget, hasSecret }: { widget: Widget; hasSecret: boolean }) {
  const enforce = useEnforceIdentity(widget);
  const isOn = requiresIdentity(widget);
  // As it will be: the switch does not jump back while it is being saved.
  const shown = enforce.isPending ? enforce.variables : isOn;
  return (
    <SettingsCard>
      <div className={styles.parts}>
        <Switch
          label={words.enforce}
          hint={words.enforceHint(widget.domain)}
          isSelected={shown}
          isDisabled={!hasSecret && !isOn}
          onChange={(on) => enforce.mutate(on)}
        />
        {!hasSecret && <Notice>{words.enforceSecret}</Notice>}
        {isOn && hasSecret && <Notice tone="warning">{words.enforceOn}</Notice>}
      </div>
    </SettingsCard>
  );
}
