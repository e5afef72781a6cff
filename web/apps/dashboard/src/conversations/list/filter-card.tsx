import { Button, type Popup, PopupCard, Select } from "@pingback/ui";
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

interface FilterCardProps {
  popup: Popup;
  inbox: InboxFilter;
  isSet: boolean;
}

export default function FilterCard({ popup, inbox: { filter, show, clear }, isSet }: FilterCardProps) {
  const labels = useLabels();
  const options = [
    { id: ANY, label: t.lists.anyLabel },
    ...labels.map(({ id, name }) => ({ id, label: name })),
  ];
  return (
    <PopupCard popup={popup} placement="bottom start" aria-label={t.lists.filters}>
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
        {isSet && (
          <Button size="small" onPress={clear}>
            {t.lists.clear}
          </Button>
        )}
      </div>
    </PopupCard>
  );
}
