import { Avatar, StatusMark } from "@pingback/ui";
import { ChevronDown } from "lucide-react";
import type { CSSProperties } from "react";
import { useMembers } from "../members/queries";
import { t } from "../texts";
import { textOn } from "./contrast";
import type { Look } from "./widget-editor";
import styles from "./widget-preview.module.css";

/** A picture of the widget's first page as it would look if it were saved now. */
export function WidgetPreview({ look }: { look: Look }) {
  const members = useMembers().filter((m) => m.is_active);
  const someoneLive = members.some((m) => m.status === "live");
  return (
    <figure className={styles.figure} aria-label={t.widget.previewLabel}>
      <figcaption className={styles.caption}>{t.widget.preview}</figcaption>
      <div
        className={styles.widget}
        style={{ "--colour": look.primary_color, "--on-colour": textOn(look.primary_color) } as CSSProperties}
      >
        <div className={styles.head}>
          <div className={styles.faces}>
            {members.slice(0, 3).map((member) => (
              <Avatar key={member.id} name={member.name} size={32} />
            ))}
            {look.show_online_badge && someoneLive && (
              <span className={styles.badge}>
                <StatusMark status="live" size={8} /> {t.widget.online}
              </span>
            )}
          </div>
          <p className={styles.heading}>{look.welcome_heading}</p>
          <p className={styles.tagline}>{look.welcome_tagline}</p>
        </div>
        <div className={styles.card}>
          <p className={styles.cardTitle}>{t.widget.sendUs}</p>
          <p className={styles.cardText}>{t.widget.answerHere}</p>
          <span className={styles.start}>{t.widget.start}</span>
        </div>
      </div>
      <span
        className={styles.launcher}
        style={{ "--colour": look.primary_color, "--on-colour": textOn(look.primary_color) } as CSSProperties}
      >
        <ChevronDown size={22} strokeWidth={1.75} aria-hidden />
      </span>
    </figure>
  );
}
