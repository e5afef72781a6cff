import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "./icons";

interface Props {
  field: RefObject<HTMLInputElement | null>;
  id: string;
  label: string;
  fault?: string | undefined;
  kind: "name" | "email";
  takesFocus?: boolean;
}

/** One line to fill in, with its label and what is wrong with it. */
export function Field({ field, id, label, fault, kind, takesFocus }: Props) {
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, []);
  return (
    <div class="fill">
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="field"
        type="text"
        inputMode={kind === "email" ? "email" : "text"}
        autocomplete={kind}
        maxLength={kind === "email" ? 254 : 120}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={`${id}-fault`}
      />
      <div id={`${id}-fault`} class="fault" role="alert">
        {fault && (
          <>
            <Icon name="alert" size={14} />
            <span>{fault}</span>
          </>
        )}
      </div>
    </div>
  );
}
