import { useId } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { FieldProblem } from "./field";
import styles from "./radio-cards.module.css";

export interface RadioCardsProps<V extends string> {
  label: string;
  name?: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; description?: string }[];
}

/** A choice whose options need a sentence each. The name is the label alone; the sentence is its description. */
export function RadioCards<V extends string>({ label, name, value, onChange, options }: RadioCardsProps<V>) {
  const base = useId();
  return (
    <RadioGroup
      className={styles.group ?? ""}
      value={value}
      onChange={(v) => onChange(v as V)}
      {...(name ? { name } : {})}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          aria-labelledby={`${base}-${option.value}`}
          {...(option.description ? { "aria-describedby": `${base}-${option.value}-more` } : {})}
          className={styles.card ?? ""}
        >
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.words}>
            <span id={`${base}-${option.value}`} className={styles.name}>
              {option.label}
            </span>
            {option.description && (
              <span id={`${base}-${option.value}-more`} className={styles.description}>
                {option.description}
              </span>
            )}
          </span>
        </Radio>
      ))}
      <FieldProblem />
    </RadioGroup>
  );
}
