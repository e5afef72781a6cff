import { classes, Logo } from "@pingback/ui";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { account as accountWords } from "../texts/account";
import styles from "./account-page.module.css";

/** The page around everything before the inbox: mark, steps of the first start, one card. */
export function AccountPage({
  step,
  wide,
  title,
  intro,
  children,
}: {
  step?: number;
  wide?: boolean;
  title: string;
  intro?: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <Logo size={26} /> PingBack
        </span>
        {step !== undefined && <Steps current={step} />}
      </header>
      <main className={classes(styles.card, wide && styles.wide)}>
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        {children}
      </main>
      <footer className={styles.foot}>{accountWords.dataStays(location.host)}</footer>
    </div>
  );
}

function Steps({ current }: { current: number }) {
  return (
    <ol className={styles.steps} aria-label={accountWords.stepsLabel}>
      {accountWords.steps.map((name, i) => (
        <li
          key={name}
          className={classes(styles.step, i < current && styles.done, i === current && styles.current)}
          aria-current={i === current ? "step" : undefined}
        >
          <span className={styles.disc}>
            {i < current ? <Check size={14} strokeWidth={2} aria-hidden /> : i + 1}
          </span>
          <span className={styles.stepName}>{name}</span>
        </li>
      ))}
    </ol>
  );
}

export { styles as accountStyles };
