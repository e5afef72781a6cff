import type { Priority } from "@pingback/api";
import { CircleAlert, type LucideIcon, SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import { t } from "../texts";
import styles from "./priority-mark.module.css";

const ICONS: Record<Priority, LucideIcon> = {
  urgent: CircleAlert,
  high: SignalHigh,
  medium: SignalMedium,
  low: SignalLow,
};

/** `named` where nothing beside it says the priority in words. */
export function PriorityMark({
  priority,
  named,
  size = 14,
}: {
  priority: Priority;
  named?: boolean;
  size?: number;
}) {
  const Icon = ICONS[priority];
  const name = t.lists.priorityOf(t.lists.priorities[priority]);
  return (
    <span className={styles[priority]} {...(named ? { role: "img", "aria-label": name, title: name } : {})}>
      <Icon size={size} strokeWidth={2} aria-hidden />
    </span>
  );
}
