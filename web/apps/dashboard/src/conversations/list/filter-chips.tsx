import { Button, part } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { useMe } from "../../accounts/me";
import { channelsQuery, typesOf } from "../../channels/queries";
import { LabelDot } from "../../labels/label-dot";
import { useLabels } from "../../labels/queries";
import { nameOf, useMembers } from "../../members/queries";
import { t } from "../../texts";
import { ChannelMark, channelName } from "../channel-mark";
import { customerName } from "../customer-name";
import type { Listed } from "../fields";
import type { Filter } from "../filter";
import { PriorityMark } from "../priority-mark";
import type { InboxFilter } from "../use-filter";
import styles from "./filter-bar.module.css";

const SaveView = part(() => import("../../views/save-view"));

/** What else the list is narrowed by, each with a way to take it off; and a way to keep it all. */
export function FilterChips({ inbox, rows }: { inbox: InboxFilter; rows: readonly Listed[] }) {
  const me = useMe();
  const labels = useLabels();
  const members = useMembers();
  const { filter, view, isChanged, show, clear } = inbox;
  const theirs = filter.customer === null ? undefined : rows[0];
  const customer = theirs && customerName(theirs);
  const label = labels.find(({ id }) => id === filter.label);
  const types = useQuery({ ...channelsQuery(me.business.id), select: (all) => typesOf(all, null) }).data;
  const chips: { what: string; icon?: ReactNode; without: Partial<Filter> }[] = [];
  if (filter.channel !== null && types && !types.includes(filter.channel)) {
    const what = t.lists.notConnected(channelName(filter.channel));
    chips.push({ what, icon: <ChannelMark type={filter.channel} />, without: { channel: null } });
  }
  if (filter.label !== null) {
    const icon = label && <LabelDot color={label.color} />;
    chips.push({ what: label?.name ?? t.lists.label, icon, without: { label: null } });
  }
  if (filter.priority) {
    const what = t.lists.priorityOf(t.lists.priorities[filter.priority]);
    chips.push({ what, icon: <PriorityMark priority={filter.priority} />, without: { priority: null } });
  }
  if (filter.mentioned) chips.push({ what: t.lists.mentionsMe, without: { mentioned: false } });
  if (filter.over !== null) chips.push({ what: t.lists.waitingOver(filter.over), without: { over: null } });
  if (filter.holder !== null) {
    const name = nameOf(members, filter.holder) ?? t.conversations.aFormerMember;
    chips.push({ what: t.lists.heldBy(name), without: { holder: null } });
  }
  if (filter.customer !== null) {
    chips.push({ what: customer ?? t.lists.oneCustomer, without: { customer: null } });
  }
  const mayKeep =
    isChanged &&
    filter.customer === null &&
    (chips.length > 0 || filter.channel !== null || view !== undefined);
  if (chips.length === 0 && !mayKeep) return null;
  return (
    <div className={styles.chips}>
      {chips.map(({ what, icon, without }) => (
        <span key={what} className={styles.chip}>
          {icon}
          <span className={styles.what}>{what}</span>
          <button
            type="button"
            className={styles.off}
            aria-label={t.lists.remove(what)}
            onClick={() => show(without)}
          >
            <X size={12} strokeWidth={2} aria-hidden />
          </button>
        </span>
      ))}
      {mayKeep && (
        <>
          <Suspense>
            <SaveView filter={filter} view={view} />
          </Suspense>
          {!view && chips.length > 1 && (
            <Button variant="quiet" size="small" onPress={clear}>
              {t.lists.clear}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
