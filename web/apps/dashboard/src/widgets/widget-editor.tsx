import type { Widget } from "@pingback/api";
import { AreaField, Button, Field, Switch, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { SettingsCard, settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import { widgetKeys } from "./queries";
import { Snippet } from "./snippet";
import styles from "./widget-editor.module.css";
import { WidgetPreview } from "./widget-preview";

export type Look = Pick<
  Widget,
  "welcome_heading" | "welcome_tagline" | "primary_color" | "show_online_badge"
>;

const COLOUR = /^#[0-9a-f]{6}$/i;

export function WidgetEditor({ widget }: { widget: Widget }) {
  const me = useMe();
  const client = useQueryClient();
  const [look, setLook] = useState<Look>(lookOf(widget));
  const change = (part: Partial<Look>) => setLook((old) => ({ ...old, ...part }));
  const changed = JSON.stringify(look) !== JSON.stringify(lookOf(widget));
  const save = useMutation({
    mutationFn: () =>
      answer(api.PATCH("/api/v1/widget/{id}", { params: { path: { id: widget.id } }, body: look })),
    onSuccess: (saved) => {
      client.setQueryData<Widget[]>(widgetKeys.list(me.business.id), (old) =>
        old?.map((w) => (w.id === saved.id ? saved : w)),
      );
      setLook(lookOf(saved));
      toast({ tone: "done", title: t.widget.saved, text: t.widget.savedHint });
    },
  });
  const colourOk = COLOUR.test(look.primary_color);

  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Snippet widget={widget} />
        <SettingsCard title={t.widget.look}>
          <ProblemForm
            className={settingsStyles.form}
            fields={["welcome_heading", "welcome_tagline", "primary_color"]}
            error={save.error}
            onSubmit={() => colourOk && save.mutate()}
          >
            <Field
              name="welcome_heading"
              label={t.widget.heading}
              value={look.welcome_heading}
              onChange={(welcome_heading) => change({ welcome_heading })}
              isRequired
              words={{ missing: t.widget.headingMissing }}
            />
            <AreaField
              name="welcome_tagline"
              label={t.widget.tagline}
              value={look.welcome_tagline}
              onChange={(welcome_tagline) => change({ welcome_tagline })}
            />
            <div className={styles.colour}>
              <Field
                name="primary_color"
                label={t.widget.colour}
                hint={t.widget.colourHint}
                value={look.primary_color}
                onChange={(primary_color) => change({ primary_color })}
                validate={(value) => (COLOUR.test(value) ? null : t.widget.colourShape)}
              />
              {/* The text field beside it has the label; this is the same choice by sight. */}
              <input
                type="color"
                aria-label={t.widget.colour}
                tabIndex={-1}
                aria-hidden="true"
                className={styles.swatch}
                value={colourOk ? look.primary_color : "#7650ff"}
                onChange={(event) => change({ primary_color: event.target.value.toUpperCase() })}
              />
            </div>
            <Switch
              label={t.widget.badge}
              hint={t.widget.badgeHint}
              isSelected={look.show_online_badge}
              onChange={(show_online_badge) => change({ show_online_badge })}
            />
            <div className={settingsStyles.row}>
              <Button type="submit" variant="primary" busy={save.isPending} isDisabled={!changed}>
                {t.widget.save}
              </Button>
              {changed && <span className={styles.unsaved}>{t.widget.unsaved}</span>}
            </div>
          </ProblemForm>
        </SettingsCard>
      </div>
      <WidgetPreview look={colourOk ? look : { ...look, primary_color: widget.primary_color }} />
    </div>
  );
}

function lookOf({ welcome_heading, welcome_tagline, primary_color, show_online_badge }: Widget): Look {
  return { welcome_heading, welcome_tagline, primary_color, show_online_badge };
}
