import { User } from "lucide-react";
import { type CSSProperties, type ReactNode, useState } from "react";
import styles from "./avatar.module.css";
import { classes } from "./class-names";
import { initials, tintOf } from "./initials";
import { type Status, StatusMark } from "./status-mark";

export interface AvatarProps {
  name: string | null;
  /** What the tint is drawn from; the name, unless people without names must differ. */
  seed?: string;
  url?: string | null;
  size?: number;
  status?: Status | undefined;
  badge?: ReactNode;
}

/** Always beside the name it stands for, so it says nothing to screen readers. */
export function Avatar({ name, seed, url, size = 32, status, badge }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const tint = tintOf(seed ?? name ?? "");
  return (
    <span
      aria-hidden="true"
      className={styles.avatar}
      style={{ "--size": `${size}px`, "--text-size": `${textSize(size)}px` } as CSSProperties}
    >
      {url && url !== broken ? (
        <img
          className={styles.face}
          src={url}
          alt=""
          referrerPolicy="no-referrer"
          onError={() => setBroken(url)}
        />
      ) : (
        <span className={classes(styles.face, styles[`tint${name ? tint : 0}`])}>
          {name ? initials(name) : <User size={Math.round(size * 0.5)} strokeWidth={1.75} />}
        </span>
      )}
      {status && (
        <span className={styles.status}>
          <StatusMark status={status} size={size >= 28 ? 10 : 8} />
        </span>
      )}
      {badge && <span className={styles.badge}>{badge}</span>}
    </span>
  );
}

function textSize(size: number): number {
  if (size >= 40) return 15;
  if (size >= 32) return 12;
  return size >= 26 ? 11 : 9;
}

/** The dashed ring that stands for nobody. */
export function NoAvatar({ size = 20 }: { size?: number }) {
  return (
    <span aria-hidden="true" className={styles.nobody} style={{ "--size": `${size}px` } as CSSProperties} />
  );
}
