import { part, usePopup } from "@pingback/ui";
import { SlidersHorizontal } from "lucide-react";
import { Suspense } from "react";
import { t } from "../../texts";
import type { InboxFilter } from "../use-filter";
import styles from "./filter-bar.module.css";

const FilterCard = part(() => import("./filter-card"));

/** Filters that are set less often than status and channel. */
export function FilterMore({ inbox }: { inbox: InboxFilter }) {
  const { filter } = inbox;
  const { popup, trigger, wasOpened } = usePopup("dialog", FilterCard.load);
  const set = [filter.label, filter.priority, filter.over, filter.holder].filter((value) => value !== null);
  const count = set.length + (filter.mentioned ? 1 : 0);
  return (
    <>
      <button
        type="button"
        {...trigger}
        className={styles.more}
        aria-label={count > 0 ? t.lists.filtersOn(count) : t.lists.filters}
        data-set={count > 0 || undefined}
      >
        <SlidersHorizontal size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <Suspense>{wasOpened && <FilterCard popup={popup} inbox={inbox} isSet={count > 0} />}</Suspense>
    </>
  );
}
