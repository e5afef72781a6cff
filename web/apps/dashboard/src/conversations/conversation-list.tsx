import { Button, Notice, Skeleton } from "@pingback/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { useIsPhone } from "../frame/media";
import { t } from "../texts";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row";
import type { Filter } from "./filter";
import { listQuery } from "./queries";

const ROW = 79;
const PHONE_ROW = 83;

/** Only the rows in view exist, however long the list; older ones are fetched as the end comes near. */
export function ConversationList({ filter, current }: { filter: Filter; current: string | null }) {
  const me = useMe();
  const phone = useIsPhone();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(listQuery(me.business.id, me.user.id, filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? PHONE_ROW : ROW),
    getItemKey: (i) => rows[i]?.id ?? i,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();

  const lastShown = items.at(-1)?.index ?? -1;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length]);

  if (list.isPending) return <Skeleton rows={6} height={ROW} label={t.frame.loading} />;
  if (list.isError && rows.length === 0) {
    return (
      <div className={styles.problem}>
        <Notice tone="error" action={<Button onPress={() => void list.refetch()}>{t.frame.tryAgain}</Button>}>
          {sentence(list.error)}
        </Notice>
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <p className={styles.empty}>{t.conversations.empty[filter.status === "open" ? filter.tab : "other"]}</p>
    );
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.list}
        // Safari forgets the role of lists without bullets.
        role="list"
        aria-label={t.conversations.list}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={moveByArrows}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={item.key}
                className={styles.item}
                style={{ height: item.size, translate: `0 ${item.start}px` }}
                aria-posinset={item.index + 1}
                aria-setsize={hasNextPage ? -1 : rows.length}
              >
                <ConversationRow
                  conversation={row}
                  isCurrent={String(row.number) === current || row.id === current}
                />
              </li>
            )
          );
        })}
      </ul>
      {isFetchingNextPage && (
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
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a")].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const next = links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
