import { classes, menuStyles } from "@pingback/ui";
import { Check, Minus, Plus, Search } from "lucide-react";
import { useState } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";
import { useMay } from "../accounts/me";
import { t } from "../texts";
import { LabelDot } from "./label-dot";
import styles from "./label-picker.module.css";
import { useCreateLabel, useLabels } from "./queries";

export interface LabelChoice {
  selected: readonly string[];
  /** On some of several conversations, not on all. */
  mixed?: readonly string[];
  /** Each press tells one label; the list stays open for the next. */
  onChange: (labelId: string, on: boolean) => void;
}

const CREATE = "create";

/** The field and the list; who may manage labels makes a missing one on the spot. */
export function LabelOptions({ selected, mixed = [], onChange }: LabelChoice) {
  const labels = useLabels();
  const mayCreate = useMay("settings.manage");
  const create = useCreateLabel();
  const { contains } = useFilter({ sensitivity: "base" });
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const isNew = name !== "" && !labels.some((l) => l.name.toLowerCase() === name.toLowerCase());

  const choose = (id: string) => {
    if (id !== CREATE) return onChange(id, !selected.includes(id));
    if (!create.isPending) {
      create.mutate(name, {
        onSuccess: (label) => {
          setTyped("");
          onChange(label.id, true);
        },
      });
    }
  };

  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={setTyped}
      filter={(text, input, node) => node.key === CREATE || contains(text, input)}
    >
      <SearchField className={styles.search ?? ""} aria-label={t.lists.findLabel} autoFocus>
        <Search size={14} strokeWidth={2} aria-hidden />
        <Input className={styles.input ?? ""} placeholder={t.lists.findLabel} maxLength={50} />
      </SearchField>
      <ListBox
        className={classes(menuStyles.menu, styles.list)}
        aria-label={t.lists.labels}
        selectionMode="multiple"
        // Escape closes the card; it takes no label off.
        escapeKeyBehavior="none"
        selectedKeys={selected}
        onSelectionChange={(keys) => {
          if (keys === "all") return;
          const before = new Set<string>(selected);
          const after = keys as Set<string>;
          for (const id of after) if (!before.has(id)) choose(id);
          for (const id of before) if (!after.has(id)) onChange(id, false);
        }}
        renderEmptyState={() => (
          <p className={styles.empty}>
            {labels.length > 0 ? t.lists.noSuchLabel : mayCreate ? t.lists.makeLabel : t.lists.noLabels}
          </p>
        )}
      >
        {labels.map((label) => (
          <ListBoxItem
            key={label.id}
            id={label.id}
            textValue={label.name}
            className={classes(menuStyles.item, styles.option)}
          >
            {({ isSelected }) => (
              <>
                <LabelDot color={label.color} />
                <span className={menuStyles.words}>{label.name}</span>
                {isSelected && (
                  <Check size={16} strokeWidth={1.75} className={menuStyles.check} aria-hidden />
                )}
                {!isSelected && mixed.includes(label.id) && (
                  <>
                    <Minus size={16} strokeWidth={1.75} aria-hidden />
                    <span className="visually-hidden">{t.lists.onSome}</span>
                  </>
                )}
              </>
            )}
          </ListBoxItem>
        ))}
        {mayCreate && isNew && (
          // Never filtered away: what is typed is its name.
          <ListBoxItem
            id={CREATE}
            textValue={t.lists.createLabel(name)}
            className={classes(menuStyles.item, styles.option)}
          >
            <Plus size={14} strokeWidth={2} aria-hidden />
            <span className={menuStyles.words}>{t.lists.createLabel(name)}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}
