import type { Widget } from "@pingback/api";
import { Button, Field, Notice, Select, Skeleton } from "@pingback/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { sentence } from "../frame/failure";
import { SettingsCard, SettingsPage, settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import { widgetKeys, widgetsQuery } from "./queries";
import { WidgetEditor } from "./widget-editor";

export default function WidgetSettings() {
  const may = useMay("settings.manage");
  return (
    <SettingsPage title={t.widget.title} intro={t.widget.intro}>
      {may ? <Widgets /> : <Notice>{t.widget.locked}</Notice>}
    </SettingsPage>
  );
}

function Widgets() {
  const me = useMe();
  const widgets = useQuery(widgetsQuery(me.business.id));
  const [chosen, setChosen] = useState<string | null>(null);
  if (widgets.isPending) return <Skeleton rows={3} height={72} label={t.frame.loading} />;
  if (widgets.isError) {
    return (
      <Notice
        tone="error"
        action={<Button onPress={() => void widgets.refetch()}>{t.frame.tryAgain}</Button>}
      >
        {sentence(widgets.error)}
      </Notice>
    );
  }
  const all = widgets.data;
  const shown = all.find((w) => w.id === chosen) ?? all[0];
  if (!shown) return <CreateWidget />;
  return (
    <>
      {all.length > 1 && (
        <div className={settingsStyles.row}>
          <Select
            label={t.widget.which}
            options={all.map((w) => ({ id: w.id, label: w.domain }))}
            value={shown.id}
            onChange={setChosen}
          />
        </div>
      )}
      <WidgetEditor key={shown.id} widget={shown} />
    </>
  );
}

function CreateWidget() {
  const me = useMe();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: (domain: string) => answer(api.POST("/api/v1/widget/create", { body: { domain } })),
    onSuccess: (widget) => {
      client.setQueryData<Widget[]>(widgetKeys.list(me.business.id), (old) => [...(old ?? []), widget]);
    },
  });
  return (
    <SettingsCard title={t.widget.createTitle} intro={t.widget.createIntro}>
      <ProblemForm
        className={settingsStyles.form}
        fields={["domain"]}
        place={(problem) => (problem.status === 400 ? "domain" : undefined)}
        error={create.error}
        onSubmit={({ domain = "" }) => create.mutate(domain.trim())}
      >
        <Field
          name="domain"
          label={t.widget.domain}
          hint={t.widget.domainHint}
          defaultValue={me.business.website ?? ""}
          inputMode="url"
          isRequired
          words={{ missing: t.widget.domainMissing }}
        />
        <div className={settingsStyles.row}>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {t.widget.create}
          </Button>
        </div>
      </ProblemForm>
    </SettingsCard>
  );
}
