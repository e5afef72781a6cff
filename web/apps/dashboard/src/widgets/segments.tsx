import { classes } from "@pingback/ui";
import type { ReactNode } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import styles from "./segments.module.css";

interface SegmentsProps<V extends string> {
  label: string;
  /** Where the place says it all, the label is only read out. */
  isBare?: boolean;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
}

/** A choice of a few short words beside each other. */
export function Segments<V extends string>({ label, isBare, options, value, onChange }: SegmentsProps<V>) {
  return (
    <RadioGroup
      className={styles.group ?? ""}
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as V)}
    >
      <Label className={classes(styles.label, isBare && "visually-hidden")}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.option ?? ""}>
            {option.icon}
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
