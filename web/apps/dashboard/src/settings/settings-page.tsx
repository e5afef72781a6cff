import { IconButton } from "@pingback/ui";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useIsPhone } from "../frame/media";
import { useTitle } from "../frame/title";
import { useNavigate } from "../routing";
import { t } from "../texts";
import styles from "./settings-page.module.css";

export interface SettingsPageProps {
  title: string;
  intro: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function SettingsPage({ title, intro, action, children }: SettingsPageProps) {
  useTitle(title);
  const phone = useIsPhone();
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {phone && (
          <IconButton label={t.frame.back} onPress={() => void navigate({ to: "/settings" })}>
            <ArrowLeft size={20} strokeWidth={1.75} />
          </IconButton>
        )}
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.intro}>{intro}</p>
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with its own heading. */
export function SettingsCard({
  title,
  intro,
  children,
}: {
  title?: string;
  intro?: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.card}>
      {title && <h2 className={styles.cardTitle}>{title}</h2>}
      {intro && <p className={styles.cardIntro}>{intro}</p>}
      {children}
    </section>
  );
}

export { styles as settingsStyles };
