import { ChevronDown } from "lucide-react";
import { Suspense, useId } from "react";
import { classes } from "./class-names";
import { part } from "./part";
import { usePopup } from "./popup";
import styles from "./select.module.css";

const SelectList = part(() => import("./select-list"));

export interface SelectProps<K extends string> {
  label: string;
  options: readonly { id: K; label: string }[];
  value: K;
  onChange: (value: K) => void;
  /** `bar` is the borderless kind of filter bars, without a visible label. */
  kind?: "field" | "boxed" | "bar";
  optional?: string;
}

export function Select<K extends string>({
  label,
  options,
  value,
  onChange,
  kind = "field",
  optional,
}: SelectProps<K>) {
  const labelId = useId();
  const valueId = useId();
  const { popup, trigger, wasOpened } = usePopup("listbox", SelectList.load);
  const isField = kind === "field";
  return (
    <div className={styles.select}>
      {isField && (
        <span className={styles.labelRow}>
          <label id={labelId} htmlFor={popup.id} className={styles.label}>
            {label}
          </label>
          {optional && <span className={styles.optional}>{optional}</span>}
        </span>
      )}
      <button
        type="button"
        {...trigger}
        className={classes(styles.button, styles[kind])}
        aria-label={isField ? undefined : label}
        aria-labelledby={`${valueId} ${isField ? labelId : popup.id}`}
      >
        <span id={valueId}>{options.find(({ id }) => id === value)?.label}</span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <Suspense>
        {wasOpened && (
          <SelectList
            popup={popup}
            label={label}
            options={options}
            value={value}
            onChange={(id) => onChange(id as K)}
          />
        )}
      </Suspense>
    </div>
  );
}
