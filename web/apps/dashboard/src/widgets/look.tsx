import type { Widget } from "@pingback/api";
import { Button } from "@pingback/ui";
import { useState } from "react";
import { ProblemForm } from "../accounts/problem-form";
import { SaveRow } from "../settings/save-row";
import { widgets } from "../texts/widgets";
import { useSaveWidget } from "./actions";
import { isColour } from "./colour";
import { changedOf, changeOf, type Fields, fieldsOf, POINTERS } from "./fields";
import styles from "./look.module.css";
import { Away, BeforeChat, InChat, Team } from "./look-chat";
import { ColourAndLogo } from "./look-colour";
import { LauncherPart } from "./look-launcher";
import { Site, Words } from "./look-words";
import { Preview } from "./preview";
import type { PartProps, Typed } from "./typed";

const words = widgets.look;

/** Everything that can be set of a widget, and beside it the widget as it would be. */
export function Look({ widget, typed, onType }: Typed & { widget: Widget }) {
  const fields = { ...fieldsOf(widget), ...typed };
  const isChanged = Object.keys(changedOf(widget, typed)).length > 0;
  const [isSaved, setSaved] = useState(false);
  const save = useSaveWidget(widget.id);
  const part: PartProps = {
    fields,
    change: (part) => onType((old) => ({ ...old, ...part })),
  };
  const submit = () => {
    if (!isChanged || !isColour(fields.primary_color)) return;
    save.mutate(changeOf(widget, typed), {
      onSuccess: () => {
        setSaved(true);
        // What was typed while it was being saved is not saved.
        onType((old) => without(old, typed));
      },
    });
  };
  return (
    <div className={styles.look}>
      <ProblemForm
        className={styles.form}
        fields={POINTERS}
        // The one 400: another widget has the domain.
        place={(problem) => (problem.status === 400 ? "domain" : undefined)}
        error={save.error}
        onSubmit={submit}
      >
        <Words {...part} />
        <ColourAndLogo {...part} />
        <LauncherPart {...part} />
        <Team {...part} />
        <BeforeChat {...part} />
        <Away {...part} answersByEmail={widget.answers_by_email} />
        <InChat {...part} />
        <Site {...part} />
        <div className={styles.foot}>
          <SaveRow isChanged={isChanged} isSaving={save.isPending} isSaved={isSaved} label={words.save} />
          {isChanged && !save.isPending && (
            <Button
              variant="quiet"
              onPress={() => {
                save.reset();
                onType(() => ({}));
              }}
            >
              {words.discard}
            </Button>
          )}
        </div>
      </ProblemForm>
      <Preview widget={widget} typed={typed} />
    </div>
  );
}

function without(typed: Partial<Fields>, sent: Partial<Fields>): Partial<Fields> {
  const isNewer = ([name, value]: [string, unknown]) => value !== sent[name as keyof Fields];
  return Object.fromEntries(Object.entries(typed).filter(isNewer));
}
