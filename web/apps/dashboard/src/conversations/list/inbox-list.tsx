import { part, useTabs } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useMe } from "../../accounts/me";
import { useParam } from "../../routing";
import { t } from "../../texts";
import { type Filter, TABS, type Tab as TabId } from "../filter";
import styles from "../inbox.module.css";
import { countsQuery } from "../queries";
import type { InboxFilter } from "../use-filter";
import { useNeighbours } from "../use-neighbours";
import { ConversationList } from "./conversation-list";
import { FilterBar } from "./filter-bar";
import { FilterChips } from "./filter-chips";
import { extend, NOTHING, type Selection, toggle, within } from "./selection";
import { tabCounts } from "./tab-counts";
import { type Rows, useRows } from "./use-rows";

// Nobody selects anything at once.
const BulkBar = part(() => import("./bulk-bar"));

/** Tabs, filters and the list; over them, while rows are selected, what can be done with those. */
export function InboxList({ inbox }: { inbox: InboxFilter }) {
  const me = useMe();
  const counts = useQuery(countsQuery(me.business.id)).data;
  const number = useParam("number") ?? null;
  const { filter, show } = inbox;
  const list = useRows(filter);
  const numbers = tabCounts(filter, counts, list);
  const { rows, selected, chosen, onSelect, selectAll, end } = useSelection(filter, list);
  useNeighbours(rows, number);
  // Who held them was part of "all".
  const tabs = useTabs(TABS, filter.tab, (tab: TabId) => show({ tab, holder: null }));

  return (
    <div className={styles.inbox}>
      <Suspense>
        {chosen.length > 0 && (
          <BulkBar rows={chosen} shown={rows.length} onSelectAll={selectAll} onEnd={end} />
        )}
      </Suspense>
      <div className={styles.tabs}>
        <div className={styles.head} data-covered={chosen.length > 0 || undefined}>
          <div
            {...tabs.list}
            role="tablist"
            className={styles.tabList}
            aria-label={t.conversations.tabsLabel}
          >
            {TABS.map((tab) => (
              <button key={tab} {...tabs.tab(tab)} className={styles.tab}>
                {t.conversations.tabs[tab]} <span className={styles.count}>{numbers[tab]}</span>
              </button>
            ))}
          </div>
          <FilterBar inbox={inbox} />
        </div>
        <FilterChips inbox={inbox} rows={rows} />
        <div {...tabs.panel} className={styles.panel}>
          <ConversationList
            // Another list begins at its top.
            key={JSON.stringify(filter)}
            filter={filter}
            list={list}
            current={number}
            selected={selected}
            onSelect={onSelect}
          />
        </div>
      </div>
    </div>
  );
}

function useSelection(filter: Filter, { rows }: Rows) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, another selection
  useEffect(() => setSelection(NOTHING), [filter]);
  const shown = useMemo(() => rows.map((row) => row.id), [rows]);
  const selected = useMemo(() => within(selection, shown), [selection, shown]);
  // Who comes back, by an undo for instance, comes back unselected.
  useEffect(() => {
    if (selected.length < selection.ids.size)
      setSelection({ ids: new Set(selected), anchor: selection.anchor });
  }, [selected, selection]);
  const chosen = useMemo(() => {
    if (selected.length === 0) return [];
    const ids = new Set(selected);
    return rows.filter((row) => ids.has(row.id));
  }, [rows, selected]);
  const onSelect = useCallback(
    (id: string, withRange: boolean) =>
      setSelection((before) => (withRange ? extend(before, id, shown) : toggle(before, id))),
    [shown],
  );
  const selectAll = () => setSelection({ ids: new Set(shown), anchor: null });
  const end = () => setSelection(NOTHING);
  return { rows, selected, chosen, onSelect, selectAll, end };
}
