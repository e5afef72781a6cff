import { Button, Dialog, DialogBody, DialogFoot, Field } from "@pingback/ui";
import type { ReactNode } from "react";
import { useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { SettingsCard, settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import { widgets } from "../texts/widgets";
import { useCreateWidget } from "./actions";

const words = widgets.create;

type OnCreated = (id: string, secret: string) => void;

/** In the place of everything else while there is no widget. */
export function CreateCard({ onCreated }: { onCreated: OnCreated }) {
  const { business } = useMe();
  return (
    <SettingsCard title={words.title} intro={words.intro}>
      <CreateForm
        className={settingsStyles.form}
        domain={business.website ?? ""}
        onCreated={onCreated}
        foot={(isPending) => (
          <div className={settingsStyles.row}>
            <Button type="submit" variant="primary" busy={isPending}>
              {words.button}
            </Button>
          </div>
        )}
      >
        {(field) => field}
      </CreateForm>
    </SettingsCard>
  );
}

/** For another site. */
export function CreateDialog({ onCreated, onClose }: { onCreated: OnCreated; onClose: () => void }) {
  return (
    <Dialog title={words.another} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <CreateForm
        domain=""
        onCreated={onCreated}
        foot={(isPending) => (
          <DialogFoot>
            <Button onPress={onClose}>{t.frame.cancel}</Button>
            <Button type="submit" variant="primary" busy={isPending}>
              {words.button}
            </Button>
          </DialogFoot>
        )}
      >
        {(field) => (
          <DialogBody>
            <p>{words.intro}</p>
            {field}
          </DialogBody>
        )}
      </CreateForm>
    </Dialog>
  );
}

interface CreateFormProps {
  className?: string | undefined;
  domain: string;
  onCreated: OnCreated;
  foot: (isPending: boolean) => ReactNode;
  children: (field: ReactNode) => ReactNode;
}

function CreateForm({ className, domain, onCreated, foot, children }: CreateFormProps) {
  const create = useCreateWidget();
  return (
    <ProblemForm
      className={className}
      fields={["domain"]}
      // The one 400: there is a widget for the domain.
      place={(problem) => (problem.status === 400 ? "domain" : undefined)}
      error={create.error}
      onSubmit={({ domain: typed = "" }) =>
        create.mutate(typed.trim(), {
          onSuccess: ({ id, identity_secret }) => onCreated(id, identity_secret),
        })
      }
    >
      {children(
        <Field
          name="domain"
          label={words.domain}
          hint={t.widget.domainHint}
          defaultValue={domain}
          inputMode="url"
          isRequired
          words={{ missing: t.widget.domainMissing }}
        />,
      )}
      {foot(create.isPending)}
    </ProblemForm>
  );
}
