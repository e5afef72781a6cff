import { Button, Dialog, DialogBody, DialogFoot, Field, Switch } from "@pingback/ui";
import { useState } from "react";
import { useMay } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { useChangeView, useCreateView } from "./actions";
import type { View, ViewFilter } from "./queries";
import styles from "./views.module.css";

export interface ViewDialogProps {
  onClose: () => void;
  /** The view to rename; without one, another is made of the filter. */
  view?: View | undefined;
  filter?: ViewFilter;
  onOpened?: (() => void) | undefined;
}

export default function ViewDialog({ onClose, view, filter, onOpened }: ViewDialogProps) {
  const navigate = useNavigate();
  const mayShare = useMay("settings.manage");
  const create = useCreateView();
  const change = useChangeView({ quiet: true });
  const [isShared, setShared] = useState(false);
  const save = (name: string) => {
    if (view) return change.mutate({ view, change: { name } }, { onSuccess: onClose });
    create.mutate(
      { name, is_shared: isShared, filter: filter ?? {} },
      {
        // Who makes a view is in it from now on.
        onSuccess: ({ id }) => {
          onClose();
          onOpened?.();
          void navigate({ to: "/inbox", search: { view: id } });
        },
      },
    );
  };
  return (
    <Dialog
      title={view ? t.views.renameTitle : t.views.createTitle}
      isOpen
      onClose={onClose}
      dismissLabel={t.frame.dismiss}
    >
      <ProblemForm
        fields={["name"]}
        error={create.error ?? change.error}
        className={styles.form}
        onSubmit={({ name = "" }) => save(name.trim())}
      >
        <DialogBody>
          <Field
            name="name"
            label={t.views.name}
            defaultValue={view?.name ?? ""}
            maxLength={60}
            isRequired
            autoFocus
            words={{ missing: t.views.nameMissing }}
          />
          {!view && mayShare && (
            <Switch
              label={t.views.share}
              hint={t.views.sharedHint}
              isSelected={isShared}
              onChange={setShared}
            />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onPress={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="primary" busy={create.isPending || change.isPending}>
            {t.frame.save}
          </Button>
        </DialogFoot>
      </ProblemForm>
    </Dialog>
  );
}
