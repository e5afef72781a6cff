import { Button, Dialog, DialogBody, DialogFoot, Field } from "@pingback/ui";
import { useState } from "react";
import { Label as AriaLabel, Radio, RadioGroup } from "react-aria-components";
import { ProblemForm } from "../accounts/problem-form";
import { LeaveLayer } from "../settings/leave-layer";
import { leaving, useUnsaved } from "../settings/unsaved";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { LabelDot } from "./label-dot";
import { LABEL_COLORS, type Label, type LabelColor } from "./queries";
import { useSaveLabel } from "./settings-actions";
import styles from "./settings-label-dialog.module.css";

const words = settingsPages.labels;

export default function LabelDialog({ label, onClose }: { label: Label | null; onClose: () => void }) {
  const [name, setName] = useState(label?.name ?? "");
  const [color, setColor] = useState<LabelColor>(label?.color ?? "violet");
  const save = useSaveLabel(label);
  useUnsaved(name.trim() !== (label?.name ?? "") || color !== (label?.color ?? "violet"));
  return (
    <Dialog
      title={label ? words.editOf(label.name) : words.add}
      isOpen
      onClose={leaving(onClose)}
      dismissLabel={t.frame.dismiss}
    >
      <ProblemForm
        fields={["name", "color"]}
        // The one 400: another label has the name.
        place={(problem) => (problem.status === 400 ? "name" : undefined)}
        error={save.error}
        onSubmit={() => save.mutate({ name: name.trim(), color }, { onSuccess: onClose })}
      >
        <DialogBody>
          <Field
            name="name"
            label={words.name}
            value={name}
            onChange={setName}
            maxLength={50}
            // The dialog just opened for this field.
            autoFocus
            autoComplete="off"
            isRequired
            words={{ missing: words.nameMissing }}
          />
          <RadioGroup
            className={styles.colors ?? ""}
            value={color}
            onChange={(next) => setColor(next as LabelColor)}
          >
            <AriaLabel className={styles.label ?? ""}>{words.color}</AriaLabel>
            <div className={styles.options}>
              {LABEL_COLORS.map((each) => (
                <Radio key={each} value={each} className={styles.option ?? ""}>
                  <LabelDot color={each} />
                  {words.colors[each]}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        </DialogBody>
        <DialogFoot>
          <Button onPress={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {label ? t.frame.save : words.create}
          </Button>
        </DialogFoot>
      </ProblemForm>
      <LeaveLayer />
    </Dialog>
  );
}
