import { Check } from "lucide-react";
import type { ReactNode } from "react";
import {
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  Popover,
  type PopoverProps,
  Text,
} from "react-aria-components";
import { classes } from "./class-names";
import styles from "./menu.module.css";

/** The raised card of menus, list boxes and popovers; a sheet at the bottom edge below 768 px. */
export function MenuCard({ wide, ...props }: Omit<PopoverProps, "className" | "style"> & { wide?: boolean }) {
  return <Popover {...props} className={classes(styles.card, wide && styles.wideCard)} />;
}

export interface MenuItemProps
  extends Omit<AriaMenuItemProps, "className" | "style" | "children" | "textValue"> {
  label: string;
  description?: string | undefined;
  icon?: ReactNode;
  end?: ReactNode;
  danger?: boolean;
}

export function MenuItem({ label, description, icon, end, danger, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} textValue={label} className={classes(styles.item, danger && styles.danger)}>
      {({ isSelected }) => (
        <>
          {icon && <span className={styles.icon}>{icon}</span>}
          <span className={styles.words}>
            <Text slot="label" className={classes(styles.label, description && styles.strong)}>
              {label}
            </Text>
            {description && (
              <Text slot="description" className={styles.description ?? ""}>
                {description}
              </Text>
            )}
          </span>
          {end && <span className={styles.end}>{end}</span>}
          {isSelected && <Check size={16} strokeWidth={1.75} className={styles.check} aria-hidden />}
        </>
      )}
    </AriaMenuItem>
  );
}

export { styles as menuStyles };
