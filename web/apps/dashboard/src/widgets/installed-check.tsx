import type { Widget } from "@pingback/api";
import { classes } from "@pingback/ui";
import { ArrowUpRight, Check } from "lucide-react";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { widgets } from "../texts/widgets";
import styles from "./install.module.css";

const words = widgets.install;

/** Whether the widget is on its site; changes by itself when it is seen there. */
export function InstalledCheck({ widget }: { widget: Widget }) {
  const { id, domain, seen_at } = widget;
  const now = useNow();
  return (
    <section className={classes(styles.check, seen_at !== null && styles.installed)}>
      <span className={styles.mark} aria-hidden="true">
        {seen_at !== null && <Check size={16} strokeWidth={2.5} />}
      </span>
      <div className={styles.words}>
        <p role="status" className={styles.title}>
          {seen_at ? words.seen(domain, longAgo(seen_at, now)) : words.waitingTitle(domain)}
        </p>
        <p className={styles.hint}>{seen_at ? `${words.seenTitle}. ${words.seenText}` : words.waiting}</p>
        {seen_at === null && (
          <details className={styles.details}>
            <summary className={styles.summary}>{words.check}</summary>
            <ul className={styles.checks}>
              {words.checks(domain).map((what) => (
                <li key={what}>{what}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <a className={styles.demo} href={`/demo?widget=${id}`} target="_blank" rel="noopener">
        {words.demo} <ArrowUpRight size={14} strokeWidth={2} aria-hidden />
      </a>
    </section>
  );
}
