import { Button, Notice, part, Skeleton } from "@pingback/ui";
import { type KeyboardEvent, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence } from "../../frame/failure";
import { useIsPhone } from "../../frame/media";
import { t } from "../../texts";
import type { Filter } from "../filter";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row";
import { useDraftMarks } from "./draft-marks";
import { emptyText } from "./empty-text";
import { RowWorldProvider, useNewRowWorld } from "./row-world";
import { useRowWindow } from "./use-row-window";
import type { Rows } from "./use-rows";
import { useStillRows } from "./use-still-rows";

const RowMenu = part(() => import("./row-menu"));

const ROW = 79;
const PHONE_ROW = 83;

export interface ConversationListProps {
  filter: Filter;
  list: Rows;
  current: string | null;
  selected: readonly string[];
  onSelect: (id: string, withRange: boolean) => void;
}

/** Only the rows in view exist, however long the list; older ones are fetched as the end comes near. */
export function ConversationList({ filter, list, current, selected, onSelect }: ConversationListProps) {
  const phone = useIsPhone();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, more, isLoadingMore, loadMore } = list;
  const drafts = useDraftMarks();
  const world = useNewRowWorld();
  const [menu, setMenu] = useState<{ id: string; button: HTMLElement } | null>(null);
  const openMenu = useCallback((id: string, button: HTMLElement) => setMenu({ id, button }), []);
  const menuRow = menu && rows.find((row) => row.id === menu.id);
  const chosen = useMemo(() => new Set(selected), [selected]);
  const height = phone ? PHONE_ROW : ROW;
  const { first, end, reveal } = useRowWindow(scroller, rows.length, height);
  useStillRows(scroller, rows, height);

  const lastShown = end - 1;
  useEffect(() => {
    if (more && !isLoadingMore && lastShown >= rows.length - 10) loadMore();
  }, [more, isLoadingMore, loadMore, lastShown, rows.length]);

  const at = rows.findIndex((row) => String(row.number) === current || row.id === current);
  const isThere = at >= 0;
  // Whatever opened it, its row can be seen; where it was opened by its row this moves nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another conversation moves the list, not its place
  useEffect(() => {
    if (isThere) reveal(at);
  }, [current, isThere]);

  if (list.isPending) return <Skeleton rows={6} height={height} label={t.frame.loading} />;
  if (list.error && rows.length === 0) {
    return (
      <div className={styles.problem}>
        <Notice tone="error" action={<Button onPress={list.retry}>{t.frame.tryAgain}</Button>}>
          {sentence(list.error)}
        </Notice>
      </div>
    );
  }
  if (rows.length === 0) return <p className={styles.empty}>{emptyText(filter)}</p>;
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.list}
        // Safari forgets the role of lists without bullets.
        role="list"
        aria-label={t.conversations.list}
        style={{ height: rows.length * height }}
        onKeyDown={moveByArrows}
      >
        <RowWorldProvider value={world}>
          {rows.slice(first, end).map((row, i) => (
            <li
              key={row.id}
              className={styles.item}
              style={{ height, translate: `0 ${(first + i) * height}px` }}
              aria-posinset={first + i + 1}
              aria-setsize={more ? -1 : rows.length}
            >
              <ConversationRow
                conversation={row}
                draft={drafts.get(row.id)}
                isCurrent={first + i === at}
                isSelected={chosen.has(row.id)}
                isSelecting={chosen.size > 0}
                isMenuOpen={menu?.id === row.id}
                onSelect={onSelect}
                onMenu={openMenu}
              />
            </li>
          ))}
        </RowWorldProvider>
      </ul>
      <Suspense>
        {menuRow && (
          <RowMenu
            key={menuRow.id}
            conversation={menuRow}
            button={menu.button}
            isSelected={chosen.has(menuRow.id)}
            onSelect={onSelect}
            onClose={() => setMenu(null)}
          />
        )}
      </Suspense>
      {isLoadingMore && (
        <p role="status" className={styles.more}>
          {t.conversations.more}…
        </p>
      )}
    </div>
  );
}

/** Up and down go from row to row, besides Tab. */
function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return;
  // From the checkbox to the checkbox of the next row, from the link to the link.
  const kind = event.target.closest("a") ? "a" : event.target.closest("input") ? "input" : null;
  if (!kind) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`li ${kind}`)].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const next = stops[stops.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
