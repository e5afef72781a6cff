import { Navigate } from "@tanstack/react-router";
import { useIsPhone } from "../frame/media";
import { StatusMenu } from "../frame/status-menu";
import { useTitle } from "../frame/title";
import { SetUpLink } from "../onboarding/setup-link";
import { t } from "../texts";
import { SettingsNav } from "./settings";
import styles from "./settings.module.css";

export default function SettingsIndex() {
  useTitle(t.settings.nav);
  const phone = useIsPhone();
  if (!phone) return <Navigate to="/settings/team" replace />;
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
