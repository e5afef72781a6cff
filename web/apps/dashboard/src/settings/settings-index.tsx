import { useIsPhone } from "../frame/media";
import { StatusMenu } from "../frame/status-menu";
import { useTitle } from "../frame/title";
import { SetUpLink } from "../onboarding/setup-link";
import { Navigate } from "../routing";
import { settings as settingsWords } from "../texts/settings";
import { SettingsNav } from "./settings";
import styles from "./settings.module.css";

export default function SettingsIndex() {
  useTitle(settingsWords.nav);
  const phone = useIsPhone();
  if (!phone) return <Navigate to="/settings/team" />;
  return (
    <>
      <SettingsNav path="/settings" />
      <div className={styles.own}>
        <SetUpLink className={styles.item} />
        <StatusMenu />
      </div>
    </>
  );
}
