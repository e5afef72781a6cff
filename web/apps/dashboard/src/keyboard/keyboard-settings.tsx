import { Button, Select, Switch, toast } from "@pingback/ui";
import { useState } from "react";
import { useMe } from "../accounts/me";
import { tellFailure } from "../frame/failure";
import { useChangePreferences, usePreferences } from "../preferences/queries";
import type { Preferences } from "../preferences/wire";
import { SettingsCard, SettingsPage, settingsStyles } from "../settings/settings-page";
import { keyboard as words } from "../texts/keyboard";
import { bindingsOf, NO_KEY, refusal } from "./bindings";
import { shownKeys } from "./chord";
import { COMMANDS, type CommandId, SECTIONS } from "./commands";
import { KeyTable } from "./key-table";
import styles from "./keyboard-settings.module.css";

export default function KeyboardSettings() {
  const { keyboard, send_key } = usePreferences(useMe().business.id);
  const { mutate } = useChangePreferences();
  const [refused, setRefused] = useState<{ id: CommandId; words: string } | null>(null);
  const save = (change: Partial<Preferences>, said?: string) =>
    mutate(change, {
      onSuccess: () => said && toast({ tone: "done", title: said }),
      onError: (error) => tellFailure(words.failed, error),
    });
  // Also while they are off: what is set now is what they will be.
  const bindings = bindingsOf({ ...keyboard, enabled: true });

  const rebind = (id: CommandId, keys: string) => {
    const no = keys === "" ? null : refusal(bindings, id, keys);
    const shown = shownKeys(keys).join(" ");
    if (no) {
      const why = no.why === "taken" ? words.taken(shown, words.commands[no.by]) : words.reserved(shown);
      return setRefused({ id, words: why });
    }
    setRefused(null);
    const usual = COMMANDS.find((c) => c.id === id)?.key;
    const { [id]: _, ...others } = keyboard.keys;
    const title = words.commands[id];
    save(
      { keyboard: { ...keyboard, keys: keys === usual ? others : { ...others, [id]: keys || NO_KEY } } },
      keys === "" ? words.nowNone(title) : words.nowHas(title, shown),
    );
  };

  return (
    <SettingsPage title={words.title} intro={words.intro}>
      <SettingsCard>
        <div className={styles.choices}>
          <Switch
            label={words.on}
            hint={words.onHint}
            isSelected={keyboard.enabled}
            onChange={(enabled) => save({ keyboard: { ...keyboard, enabled } })}
          />
          <div className={settingsStyles.choice}>
            <Select
              label={words.send}
              options={words.sends}
              value={send_key}
              onChange={(next) => save({ send_key: next })}
            />
          </div>
        </div>
      </SettingsCard>
      <section className={styles.own}>
        <header className={styles.head}>
          <div>
            <h2 className={styles.title}>{words.own}</h2>
            <p className={styles.intro}>{keyboard.enabled ? words.ownIntro : words.isOff}</p>
          </div>
          {Object.keys(keyboard.keys).length > 0 && (
            <Button
              onPress={() => {
                setRefused(null);
                save({ keyboard: { ...keyboard, keys: {} } }, words.resetDone);
              }}
            >
              {words.resetAll}
            </Button>
          )}
        </header>
        {SECTIONS.map((section) => (
          <KeyTable
            key={section}
            section={section}
            bindings={bindings}
            refused={refused}
            onRebind={rebind}
            onCancel={() => setRefused(null)}
          />
        ))}
      </section>
    </SettingsPage>
  );
}
