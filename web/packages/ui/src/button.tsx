import { Loader, Lock } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./button.module.css";
import { classes } from "./class-names";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  ref?: Ref<HTMLButtonElement>;
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
  onPress,
  type = "button",
  ...rest
}: ButtonProps) {
  // Busy is not disabled: the focus stays where it is, presses are let go by.
  return (
    <AriaButton
      {...rest}
      type={busy ? "button" : type}
      {...(onPress && !busy ? { onPress } : {})}
      className={classes(styles.button, styles[variant], styles[size], wide && styles.wide)}
    >
      {busy ? <Loader size={16} strokeWidth={1.75} className={styles.turning} aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  ref?: Ref<HTMLButtonElement>;
  label: string;
  children: ReactNode;
  bordered?: boolean;
}

export function IconButton({ label, children, bordered, ...rest }: IconButtonProps) {
  return (
    <AriaButton {...rest} aria-label={label} className={classes(styles.icon, bordered && styles.bordered)}>
      {children}
    </AriaButton>
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
