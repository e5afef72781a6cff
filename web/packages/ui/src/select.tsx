import { Check, ChevronDown } from "lucide-react";
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  SelectValue,
} from "react-aria-components";
import { classes } from "./class-names";
import { MenuCard, menuStyles } from "./menu";
import styles from "./select.module.css";

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
  return (
    <AriaSelect
      className={styles.select ?? ""}
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      {...(kind === "field" ? {} : { "aria-label": label })}
    >
      {kind === "field" && (
        <span className={styles.labelRow}>
          <Label className={styles.label ?? ""}>{label}</Label>
          {optional && <span className={styles.optional}>{optional}</span>}
        </span>
      )}
      <Button className={classes(styles.button, styles[kind])}>
        <SelectValue />
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
      </Button>
      <MenuCard>
        <ListBox className={menuStyles.menu ?? ""} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={menuStyles.item ?? ""}>
              {({ isSelected }) => (
                <>
                  <span className={menuStyles.words}>{option.label}</span>
                  {isSelected && (
                    <Check size={16} strokeWidth={1.75} className={menuStyles.check} aria-hidden />
                  )}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </MenuCard>
    </AriaSelect>
  );
}
