import { Button, Pill, type PillProps } from "@pingback/ui";
import { SettingsCard, settingsStyles } from "../settings/settings-page";
import { settingsPages } from "../texts/settings-pages";
import { askForDesktop, type DesktopState, showOnDesktop, useDesktopState } from "./desktop";
import styles from "./notification-settings.module.css";

const words = settingsPages.notifications;

const TONES: Record<DesktopState, NonNullable<PillProps["tone"]>> = {
  granted: "green",
  denied: "amber",
  default: "neutral",
  unsupported: "neutral",
};

/** Whether this browser shows notifications, and the way to ask it. */
export function DesktopCard() {
  const state = useDesktopState();
  return (
    <SettingsCard title={words.desktopTitle} intro={words.desktopIntro}>
      <div className={styles.state}>
        <p role="status">
          <Pill tone={TONES[state]}>{words.stateWords[state]}</Pill> {words.states[state]}
        </p>
        <div className={settingsStyles.row}>
          {state === "default" && (
            <Button variant="primary" onPress={() => void askForDesktop()}>
              {words.ask}
            </Button>
          )}
          {state === "granted" && (
            <Button onPress={() => showOnDesktop({ id: "try", title: words.tryTitle, text: words.tryText })}>
              {words.try}
            </Button>
          )}
        </div>
      </div>
    </SettingsCard>
  );
}
