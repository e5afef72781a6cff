import { Button, MenuCard, Select } from "@pingback/ui";
import { SlidersHorizontal } from "lucide-react";
import { Button as AriaButton, DialogTrigger } from "react-aria-components";
import { useLabels } from "../../labels/queries";
import { t } from "../../texts";
import { PRIORITIES } from "../fields";
import type { InboxFilter } from "../use-filter";
import styles from "./filter-bar.module.css";

const ANY = "any";
const PRIORITY_OPTIONS = [
  { id: ANY, label: t.lists.anyPriority },
  ...PRIORITIES.map((id) => ({ id, label: t.lists.priorities[id] })),
];

/** Filters that are set less often than status and channel. */
export function FilterMore({ inbox: { filter, show, clear } }: { inbox: InboxFilter }) {
  const labels = useLabels();
  const set = [filter.label, filter.priority, filter.over, filter.holder].filter((value) => value !== null);
  const count = set.length + (filter.mentioned ? 1 : 0);
  const options = [
    { id: ANY, label: t.lists.anyLabel },
    ...labels.map(({ id, name }) => ({ id, label: name })),
  ];
  return (
    <DialogTrigger>
      <AriaButton
        className={styles.more ?? ""}
        aria-label={count > 0 ? t.lists.filtersOn(count) : t.lists.filters}
        data-set={count > 0 || undefined}
      >
        <SlidersHorizontal size={16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <MenuCard placement="bottom start" aria-label={t.lists.filters}>
        <div className={styles.fields}>
          <Select
            label={t.lists.label}
            options={options}
            value={filter.label ?? ANY}
            onChange={(label) => show({ label: label === ANY ? null : label })}
          />
          <Select
            label={t.lists.priority}
            options={PRIORITY_OPTIONS}
            value={filter.priority ?? ANY}
            onChange={(id) => show({ priority: PRIORITIES.find((p) => p === id) ?? null })}
          />
          {count > 0 && (
            <Button size="small" onPress={clear}>
              {t.lists.clear}
            </Button>
          )}
        </div>
      </MenuCard>
    </DialogTrigger>
  );
}
