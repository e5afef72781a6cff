import { Bookmark, Plus } from "lucide-react";
import { type ReactNode, Suspense, useId, useState } from "react";
import { useChannelTypes } from "../channels/queries";
import { ChannelMark, channelName } from "../conversations/channel-mark";
import { useInboxFilter } from "../conversations/use-filter";
import { LabelDot } from "../labels/label-dot";
import { useLabels } from "../labels/queries";
import { t } from "../texts";
import { ViewDialog } from "../views/dialogs";
import { useViewCounts, useViews } from "../views/queries";
import { viewOf } from "../views/view-filter";
import { ViewMenu } from "../views/view-menu";
import styles from "./rail.module.css";
import { RailItem } from "./rail-item";
import { RailLists } from "./rail-lists";
import { useIsList } from "./use-is-list";

/** Views, channels and labels; on a phone, where there is no rail, the lists that everyone has come first. */
export function RailSections({ onGone, withLists = true }: { onGone?: () => void; withLists?: boolean }) {
  const isList = useIsList();
  const { filter, view: open } = useInboxFilter();
  const views = useViews();
  const labels = useLabels();
  const counts = useViewCounts();
  const types = useChannelTypes();
  const [creating, setCreating] = useState(false);
  return (
    <>
      {withLists && <RailLists {...(onGone ? { onGone } : {})} />}
      <Section
        title={t.lists.views}
        end={
          <button
            type="button"
            className={styles.add}
            aria-label={t.views.create}
            onClick={() => setCreating(true)}
          >
            <Plus size={14} strokeWidth={2} aria-hidden />
          </button>
        }
      >
        {views.length === 0 && <li className={styles.none}>{t.views.none}</li>}
        {views.map((view) => (
          <li key={view.id} className={styles.withMenu}>
            <RailItem
              label={view.name}
              icon={<Bookmark size={16} strokeWidth={1.75} aria-hidden />}
              search={{ view: view.id }}
              isCurrent={isList({ view: view.id })}
              count={counts?.by_view[view.id]}
              onPress={onGone}
            />
            <ViewMenu view={view} isOpen={view.id === open?.id} className={styles.itemMenu ?? ""} />
          </li>
        ))}
      </Section>
      {types.length > 0 && (
        <Section title={t.lists.channels}>
          {types.map((type) => (
            <li key={type}>
              <RailItem
                label={channelName(type)}
                icon={<ChannelMark type={type} size={16} />}
                search={{ channel: type }}
                isCurrent={isList({ channel: type })}
                count={counts?.by_channel[type]}
                onPress={onGone}
              />
            </li>
          ))}
        </Section>
      )}
      {labels.length > 0 && (
        <Section title={t.lists.labels}>
          {labels.map((label) => (
            <li key={label.id}>
              <RailItem
                label={label.name}
                icon={
                  <span className={styles.dot}>
                    <LabelDot color={label.color} />
                  </span>
                }
                search={{ label: label.id }}
                isCurrent={isList({ label: label.id })}
                count={counts?.by_label[label.id]}
                onPress={onGone}
              />
            </li>
          ))}
        </Section>
      )}
      <Suspense>
        {creating && (
          <ViewDialog onClose={() => setCreating(false)} filter={viewOf(filter)} onOpened={onGone} />
        )}
      </Suspense>
    </>
  );
}

function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <div className={styles.sectionHead}>
        <h2 id={id} className={styles.sectionTitle}>
          {title}
        </h2>
        {end}
      </div>
      <ul aria-labelledby={id} className={styles.section}>
        {children}
      </ul>
    </>
  );
}
