import type { Activity } from "@pingback/api";
import { AlarmClock, Ban, Check, Flag, type LucideIcon, RotateCcw, Star, Tag, UserRound } from "lucide-react";
import { memo } from "react";
import { time } from "../../texts/times";
import { type Names, sentenceOf } from "./activity";
import styles from "./message-log.module.css";

const ICONS: Record<Activity["type"], LucideIcon> = {
  assigned: UserRound,
  status_changed: RotateCcw,
  snoozed: AlarmClock,
  priority_changed: Flag,
  labelled: Tag,
  unlabelled: Tag,
  rated: Star,
};

function iconOf({ type, to }: Activity): LucideIcon {
  if (type === "status_changed" && to === "resolved") return Check;
  if (type === "status_changed" && to === "closed") return Ban;
  if (type === "status_changed" && to === "pending") return AlarmClock;
  return ICONS[type];
}

/** A centred line between the messages: who did what, and when. */
export const ActivityLine = memo(function ActivityLine({
  activity,
  names,
}: {
  activity: Activity;
  names: Names;
}) {
  const pieces = sentenceOf(activity, names);
  if (pieces.length === 0) return null;
  const Icon = iconOf(activity);
  return (
    <p className={styles.activity}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <span>
        {pieces.map(({ text, strong }, i) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence keep their places
          return strong ? <strong key={i}>{text}</strong> : text;
        })}{" "}
        <time dateTime={activity.created_at}>{time(activity.created_at)}</time>
      </span>
    </p>
  );
});
