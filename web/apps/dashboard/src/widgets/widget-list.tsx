import type { Widget } from "@pingback/api";
import { classes, IconButton, Pill } from "@pingback/ui";
import { Check, CircleDashed, Globe, Trash2 } from "lucide-react";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { widgets as words } from "../texts/widgets";
import styles from "./widget-list.module.css";

interface WidgetListProps {
  widgets: readonly Widget[];
  /** The one whose settings are below. */
  shown: string;
  onShow: (id: string) => void;
  /** Null for those who may not. */
  onRemove: ((widget: Widget) => void) | null;
}

/** The widgets by their sites, and whether each is there. */
export function WidgetList({ widgets, shown, onShow, onRemove }: WidgetListProps) {
  return (
    <ul className={styles.list} aria-label={words.list}>
      {widgets.map((widget) => (
        <li key={widget.id} className={classes(styles.item, widget.id === shown && styles.shown)}>
          <button
            type="button"
            className={styles.choose}
            aria-current={widget.id === shown}
            onClick={() => onShow(widget.id)}
          >
            <span className={styles.icon}>
              <Globe size={18} strokeWidth={1.75} aria-hidden />
            </span>
            <span className={styles.words}>
              <span className={styles.domain}>{widget.domain}</span>
              <Seen widget={widget} />
            </span>
          </button>
          <InstalledPill isInstalled={widget.seen_at !== null} />
          {onRemove && (
            <IconButton label={words.removal.of(widget.domain)} onPress={() => onRemove(widget)}>
              <Trash2 size={16} strokeWidth={1.75} />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function Seen({ widget: { seen_at } }: { widget: Widget }) {
  const now = useNow();
  return (
    <span className={styles.seen}>{seen_at ? words.lastSeen(longAgo(seen_at, now)) : words.neverSeen}</span>
  );
}

function InstalledPill({ isInstalled }: { isInstalled: boolean }) {
  return isInstalled ? (
    <Pill tone="green" icon={<Check size={12} strokeWidth={2.5} aria-hidden />}>
      {words.installed}
    </Pill>
  ) : (
    <Pill icon={<CircleDashed size={12} strokeWidth={2.5} aria-hidden />}>{words.notSeen}</Pill>
  );
}
