import type { CustomerChange } from "@pingback/api";
import { IconButton, part } from "@pingback/ui";
import { Pencil } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import { t } from "../texts";
import styles from "./customer-field.module.css";

const Editor = part(() => import("./customer-field-editor"));

export interface CustomerFieldProps {
  customerId: string;
  /** What it is called, as people read it. */
  title: string;
  value: string | null;
  type?: "text" | "email";
  maxLength: number;
  change: (value: string | null) => CustomerChange;
}

/** A fact that is edited where it stands: Enter or leaving it saves, Escape leaves it as it was. */
export function CustomerField({
  customerId,
  title,
  value,
  type = "text",
  maxLength,
  change,
}: CustomerFieldProps) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Back to where the editing began, unless the reader has gone elsewhere meanwhile.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return (
    <div className={styles.fact}>
      <dt>{title}</dt>
      <dd>
        {isEditing ? (
          <Suspense>
            <Editor
              {...{ customerId, title, value, type, maxLength, change }}
              onEnd={() => setEditing(false)}
            />
          </Suspense>
        ) : (
          <span className={styles.shown}>
            <span className={value ? styles.value : styles.unknown}>
              {value ? <Breakable text={value} /> : t.customers.notKnown}
            </span>
            <IconButton
              ref={button}
              label={t.customers.edit(title)}
              onPointerEnter={Editor.load}
              onFocus={Editor.load}
              onPress={() => setEditing(true)}
            >
              <Pencil size={14} strokeWidth={2} />
            </IconButton>
          </span>
        )}
      </dd>
    </div>
  );
}

/** An address breaks behind its @ where it is too long for the line. */
function Breakable({ text }: { text: string }) {
  const at = text.indexOf("@") + 1;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}
