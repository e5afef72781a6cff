import type { Widget } from "@pingback/api";
import { Button, Notice, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { SettingsPage } from "../settings/settings-page";
import { useUnsaved } from "../settings/unsaved";
import { t } from "../texts";
import { widgets as words } from "../texts/widgets";
import { CreateCard, CreateDialog } from "./create";
import { DeleteWidgetDialog } from "./delete-dialog";
import { changedOf, type Fields } from "./fields";
import { widgetsQuery } from "./queries";
import { SecretOnce } from "./secret-once";
import { WidgetList } from "./widget-list";
import { WidgetTabs } from "./widget-tabs";

/** When the widget was last seen changes without an event. */
const ASK_EVERY = 30_000;

export default function WidgetSettings() {
  const me = useMe();
  const may = useMay("settings.manage");
  const widgets = useQuery({ ...widgetsQuery(me.business.id), refetchInterval: ASK_EVERY });
  const [isAdding, setAdding] = useState(false);
  const addButton = may && !!widgets.data?.length && (
    <Button icon={<Plus size={16} strokeWidth={1.75} aria-hidden />} onPress={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <SettingsPage title={words.title} intro={words.intro} action={addButton}>
      {!may && <Notice>{words.locked}</Notice>}
      {widgets.data ? (
        <Widgets
          key={me.business.id}
          all={widgets.data}
          isAdding={isAdding}
          onAdded={() => setAdding(false)}
        />
      ) : widgets.isError ? (
        <Notice
          tone="error"
          action={<Button onPress={() => void widgets.refetch()}>{t.frame.tryAgain}</Button>}
        >
          {sentence(widgets.error)}
        </Notice>
      ) : (
        <Skeleton rows={3} height={72} label={t.frame.loading} />
      )}
    </SettingsPage>
  );
}

interface WidgetsProps {
  all: Widget[];
  isAdding: boolean;
  /** Or given up. */
  onAdded: () => void;
}

function Widgets({ all, isAdding, onAdded }: WidgetsProps) {
  const may = useMay("settings.manage");
  const [chosen, setChosen] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Widget | null>(null);
  // Kept here, not in the forms: another part of the page, or another widget, takes nothing of it away.
  const [typed, setTyped] = useState<Record<string, Partial<Fields>>>({});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const shown = all.find((widget) => widget.id === chosen) ?? all[0];
  useUnsaved(all.some((widget) => Object.keys(changedOf(widget, typed[widget.id] ?? {})).length > 0));

  const keepSecret = (id: string, secret: string | null) =>
    setSecrets(({ [id]: _, ...others }) => (secret === null ? others : { ...others, [id]: secret }));
  const created = (id: string, secret: string) => {
    keepSecret(id, secret);
    setChosen(id);
    onAdded();
  };
  if (!shown) return may ? <CreateCard onCreated={created} /> : <Notice>{words.none}</Notice>;
  const secret = secrets[shown.id];
  return (
    <>
      <WidgetList widgets={all} shown={shown.id} onShow={setChosen} onRemove={may ? setRemoved : null} />
      {secret !== undefined && <SecretOnce secret={secret} onDone={() => keepSecret(shown.id, null)} />}
      <WidgetTabs
        key={shown.id}
        widget={shown}
        typed={typed[shown.id] ?? {}}
        onType={(next) => setTyped((old) => ({ ...old, [shown.id]: next(old[shown.id] ?? {}) }))}
        onSecret={(made) => keepSecret(shown.id, made)}
      />
      {isAdding && <CreateDialog onCreated={created} onClose={onAdded} />}
      {removed && <DeleteWidgetDialog widget={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}
