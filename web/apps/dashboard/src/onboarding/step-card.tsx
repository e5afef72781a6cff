import { classes } from "@pingback/ui";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { onboarding as words } from "../texts/onboarding";
import { STEPS, type Step } from "./queries";
import styles from "./setup.module.css";

export interface StepCardProps {
  step: Step;
  isDone: boolean;
  /** What it says once it is done. */
  done?: string;
  action?: ReactNode;
  children?: ReactNode;
}

/** One step: a number until it is done, then a tick with words. */
export function StepCard({ step, isDone, done = words.steps[step].done, action, children }: StepCardProps) {
  const { title, text } = words.steps[step];
  return (
    <li className={styles.step}>
      <span className={classes(styles.disc, isDone && styles.discDone)} aria-hidden="true">
        {isDone ? <Check size={14} strokeWidth={2.5} /> : STEPS.indexOf(step) + 1}
      </span>
      <div className={styles.stepBody}>
        <div className={styles.stepHead}>
          <div className={styles.words}>
            <h2 className={styles.stepTitle}>{title}</h2>
            {!isDone && text && <p className={styles.intro}>{text}</p>}
          </div>
          {isDone ? <span className={styles.doneWord}>{done}</span> : action}
        </div>
        {!isDone && children}
      </div>
    </li>
  );
}
