import { Loader, Lock } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./button.module.css";
import { classes } from "./class-names";

/** The browser's own button: it is on every first page, and brings keys, focus and a name by itself. */
type PlainButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "children" | "disabled"> & {
  isDisabled?: boolean | undefined;
  onPress?: (() => void) | undefined;
};

export interface ButtonProps extends PlainButtonProps {
  children?: ReactNode;
  icon?: ReactNode;
  variant?: "primary" | "secondary" | "quiet" | "danger" | "danger-quiet";
  size?: "small" | "medium" | "large";
  wide?: boolean;
  /** Turns the icon and keeps the width; presses do nothing meanwhile. */
  busy?: boolean;
}

export function Button({
  icon,
  children,
  variant = "secondary",
  size = "medium",
  wide,
  busy,
  isDisabled,
  onPress,
  type = "button",
  ...rest
}: ButtonProps) {
  // Busy is not disabled: the focus stays where it is, presses are let go by.
  return (
    <button
      {...(onPress && !busy ? { onClick: () => onPress() } : {})}
      {...rest}
      type={busy ? "button" : type}
      disabled={isDisabled}
      className={classes(styles.button, styles[variant], styles[size], wide && styles.wide)}
    >
      {busy ? <Loader size={16} strokeWidth={1.75} className={styles.turning} aria-hidden /> : icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends PlainButtonProps {
  label: string;
  children: ReactNode;
  bordered?: boolean;
}

export function IconButton({ label, children, bordered, isDisabled, onPress, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...(onPress ? { onClick: () => onPress() } : {})}
      {...rest}
      disabled={isDisabled}
      aria-label={label}
      className={classes(styles.icon, bordered && styles.bordered)}
    >
      {children}
    </button>
  );
}

/** An action that is not allowed, with the reason in words. It stays focusable so that everyone can read why. */
export function LockedButton({ children, reason }: { children: ReactNode; reason: string }) {
  const id = useId();
  return (
    <span className={styles.lockedGroup}>
      <button
        type="button"
        aria-disabled="true"
        aria-describedby={id}
        className={classes(styles.button, styles.secondary, styles.medium, styles.locked)}
      >
        <Lock size={16} strokeWidth={1.75} aria-hidden />
        {children}
      </button>
      <span id={id} className={styles.reason}>
        {reason}
      </span>
    </span>
  );
}
