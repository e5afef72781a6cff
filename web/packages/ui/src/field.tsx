import { CircleAlert } from "lucide-react";
import { type InputEvent, type ReactNode, type Ref, useState } from "react";
import {
  FieldError as AriaFieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import { IconButton } from "./button";
import { classes } from "./class-names";
import styles from "./field.module.css";

/** What a field says when the browser's own check fails; the browser's words differ from ours. */
export interface FieldWords {
  missing: string;
  wrongType?: string;
  tooShort?: string;
}

interface CommonProps extends Omit<TextFieldProps, "className" | "style" | "children"> {
  /** Left out where the place says it all; then `aria-label` is needed. */
  label?: string;
  hint?: ReactNode;
  optional?: string;
  words?: FieldWords;
  /** Stands between the error and the hint, for instance a link that helps. */
  after?: ReactNode;
}

export interface FieldProps extends CommonProps {
  placeholder?: string;
  icon?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
  /** Names of the button that shows or hides a password. */
  reveal?: { show: string; hide: string; showIcon: ReactNode; hideIcon: ReactNode };
}

export function Field({
  label,
  hint,
  optional,
  words,
  after,
  placeholder,
  icon,
  inputRef,
  reveal,
  ...rest
}: FieldProps) {
  const [revealed, setRevealed] = useState(false);
  const type = reveal && revealed ? "text" : rest.type;
  return (
    <TextField {...rest} {...(type ? { type } : {})} className={styles.field ?? ""}>
      {label && <FieldLabel label={label} optional={optional} />}
      <div className={styles.box}>
        {icon && <span className={styles.leading}>{icon}</span>}
        <Input
          {...(inputRef ? { ref: inputRef } : {})}
          onInput={forgiveEarly}
          placeholder={placeholder ?? ""}
          className={classes(styles.input, icon != null && styles.withIcon, reveal && styles.withReveal)}
        />
        {reveal && (
          <span className={styles.trailing}>
            <IconButton label={revealed ? reveal.hide : reveal.show} onPress={() => setRevealed(!revealed)}>
              {revealed ? reveal.hideIcon : reveal.showIcon}
            </IconButton>
          </span>
        )}
      </div>
      <FieldProblem words={words} />
      {after}
      {hint && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
    </TextField>
  );
}

export function AreaField({
  label,
  hint,
  optional,
  words,
  after,
  rows = 3,
  ...rest
}: CommonProps & { rows?: number }) {
  return (
    <TextField {...rest} className={styles.field ?? ""}>
      {label && <FieldLabel label={label} optional={optional} />}
      <TextArea rows={rows} className={styles.area ?? ""} onInput={forgiveEarly} />
      <FieldProblem words={words} />
      {after}
      {hint && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
    </TextField>
  );
}

/**
 * A complaint goes as soon as it is met. React Aria waits for the change event, that is until the focus
 * leaves, and then the sentence would vanish between press and release of the button below it.
 */
function forgiveEarly({ currentTarget: field }: InputEvent<HTMLInputElement | HTMLTextAreaElement>) {
  if (!field.hasAttribute("data-invalid")) return;
  setTimeout(() => field.dispatchEvent(new Event("change", { bubbles: true })));
}

function FieldLabel({ label, optional }: { label: string; optional?: string | undefined }) {
  return (
    <span className={styles.labelRow}>
      <Label className={styles.label ?? ""}>{label}</Label>
      {optional && <span className={styles.optional}>{optional}</span>}
    </span>
  );
}

/** The sentence under a field, tied to it by React Aria and read out at once. */
export function FieldProblem({ words }: { words?: FieldWords | undefined }) {
  return (
    <AriaFieldError className={styles.problem ?? ""}>
      {({ validationErrors, validationDetails }) => {
        const sentence =
          (validationDetails.valueMissing && words?.missing) ||
          (validationDetails.typeMismatch && words?.wrongType) ||
          (validationDetails.tooShort && words?.tooShort) ||
          validationErrors.join(" ");
        return (
          <>
            <CircleAlert size={14} strokeWidth={2} aria-hidden />
            <span role="alert">{sentence}</span>
          </>
        );
      }}
    </AriaFieldError>
  );
}
