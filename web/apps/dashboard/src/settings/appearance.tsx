import { RadioCards } from "@pingback/ui";
import { setTheme, type Theme, useTheme } from "../frame/theme";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { SettingsCard, SettingsPage, settingsStyles } from "./settings-page";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export default function Appearance() {
  const theme = useTheme();
  const words = settingsPages.appearance;
  return (
    <SettingsPage title={words.title} intro={words.intro}>
      <SettingsCard>
        <div className={settingsStyles.choice}>
          <RadioCards
            label={words.theme}
            value={theme}
            onChange={setTheme}
            options={THEMES.map((value) => ({
              value,
              label: t.status.themes[value],
              description: words.hints[value],
            }))}
          />
        </div>
      </SettingsCard>
    </SettingsPage>
  );
}
