import type { ChannelType } from "@pingback/api";
import { Select } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { ArrowDownWideNarrow } from "lucide-react";
import { useMe } from "../../accounts/me";
import { channelsQuery, typesOf } from "../../channels/queries";
import { t } from "../../texts";
import { channelName } from "../channel-mark";
import { type Filter, SORTS, STATUSES } from "../filter";
import type { InboxFilter } from "../use-filter";
import styles from "./filter-bar.module.css";
import { FilterMore } from "./filter-more";

const STATUS_OPTIONS = STATUSES.map((id) => ({ id, label: t.conversations.statuses[id] }));
const SORT_OPTIONS = SORTS.map((id) => ({ id, label: t.lists.sorts[id] }));
const ANY = "any";

export function FilterBar({ inbox }: { inbox: InboxFilter }) {
  const me = useMe();
  const { filter, show } = inbox;
  const types = typesOf(useQuery(channelsQuery(me.business.id)).data, filter.channel);
  const channels: { id: ChannelType | "any"; label: string }[] = [
    { id: ANY, label: t.lists.anyChannel },
    ...types.map((type) => ({ id: type, label: channelName(type) })),
  ];
  return (
    <div className={styles.bar}>
      <Select
        kind="bar"
        label={t.conversations.statusLabel}
        options={STATUS_OPTIONS}
        value={filter.status}
        onChange={(status: Filter["status"]) => show({ status })}
      />
      {/* With one kind of channel there is nothing to choose, but perhaps to take back. */}
      {(types.length > 1 || filter.channel !== null) && (
        <Select
          kind="bar"
          label={t.lists.channel}
          options={channels}
          value={filter.channel ?? ANY}
          onChange={(channel) => show({ channel: channel === ANY ? null : channel })}
        />
      )}
      <FilterMore inbox={inbox} />
      <span className={styles.space} />
      <ArrowDownWideNarrow size={16} strokeWidth={1.75} className={styles.sort} aria-hidden />
      <Select
        kind="bar"
        label={t.lists.sort}
        options={SORT_OPTIONS}
        value={filter.sort}
        onChange={(sort) => show({ sort })}
      />
    </div>
  );
}
