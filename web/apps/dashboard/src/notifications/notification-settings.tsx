import { Button, Switch, toast } from "@pingback/ui";
import { Volume2 } from "lucide-react";
import { useMe } from "../accounts/me";
import { tellFailure } from "../frame/failure";
import { useChangePreferences, usePreferences } from "../preferences/queries";
import type { Preferences } from "../preferences/wire";
import { SettingsCard, SettingsPage } from "../settings/settings-page";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { DesktopCard } from "./desktop-card";
import { EventTable } from "./event-table";
import styles from "./notification-settings.module.css";
import { playSound } from "./sound";

const words = settingsPages.notifications;

export default function NotificationSettings() {
  const me = useMe();
  const preferences = usePreferences(me.business.id);
  const { mutate, isPending, isSuccess } = useChangePreferences();
  const save = (change: Partial<Preferences>) =>
    mutate(change, { onError: (error) => tellFailure(words.failed, error) });
  const test = async () => {
    if (!(await playSound())) toast({ tone: "error", title: words.testFailed });
  };
  return (
    <SettingsPage
      title={words.title}
      intro={words.intro(me.business.name)}
      action={
        <p role="status" className={styles.saved}>
          {isPending ? `${words.saving}…` : isSuccess && t.frame.saved}
        </p>
      }
    >
      <EventTable
        notifications={preferences.notifications}
        onChange={(event, means) => save({ notifications: { ...preferences.notifications, [event]: means } })}
      />
      <DesktopCard />
      <SettingsCard title={words.soundTitle}>
        <div className={styles.sound}>
          <Switch
            label={words.onlyHidden}
            hint={words.onlyHiddenHint}
            isSelected={preferences.sound_only_when_hidden}
            onChange={(sound_only_when_hidden) => save({ sound_only_when_hidden })}
          />
          <div>
            <Button icon={<Volume2 size={16} strokeWidth={1.75} aria-hidden />} onPress={() => void test()}>
              {words.test}
            </Button>
          </div>
        </div>
      </SettingsCard>
    </SettingsPage>
  );
}
