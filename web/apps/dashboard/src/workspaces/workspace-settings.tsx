import type { Business } from "@pingback/api";
import { AreaField, Field, Notice, Select, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ME, useMay, useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { Facts } from "../settings/facts";
import { SaveRow } from "../settings/save-row";
import { SettingsCard, SettingsPage, settingsStyles } from "../settings/settings-page";
import { account as accountWords } from "../texts/account";
import { settingsPages } from "../texts/settings-pages";
import { workspace as workspaceWords } from "../texts/workspace";

const words = settingsPages.workspace;
const FIELDS = ["name", "website", "industry", "team_size", "goal"] as const;
type About = Record<(typeof FIELDS)[number], string>;

export default function WorkspaceSettings() {
  const { business } = useMe();
  const may = useMay("settings.manage");
  return (
    <SettingsPage title={words.title} intro={words.intro(business.name)}>
      {may ? <WorkspaceForm key={business.id} /> : <ReadOnly business={business} />}
    </SettingsPage>
  );
}

function aboutOf({ name, website, industry, team_size, goal }: Business): About {
  return {
    name,
    website: website ?? "",
    industry: industry ?? "",
    team_size: team_size ?? "",
    goal: goal ?? "",
  };
}

function WorkspaceForm() {
  const { business } = useMe();
  const client = useQueryClient();
  // Only what was typed here: what others change meanwhile shows in the other fields.
  const [typed, setTyped] = useState<Partial<About>>({});
  const known = aboutOf(business);
  const about = { ...known, ...typed };
  const change = (part: Partial<About>) => setTyped((old) => ({ ...old, ...part }));
  const changed = FIELDS.filter((field) => about[field].trim() !== known[field]);
  const save = useMutation({
    mutationFn: () => {
      const body = Object.fromEntries(changed.map((field) => [field, about[field].trim() || null]));
      return answer(api.PATCH("/api/v1/auth/business", { body }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ME });
      setTyped({});
      toast({ tone: "done", title: words.saved });
    },
  });
  return (
    <SettingsCard>
      <ProblemForm
        className={settingsStyles.bareForm}
        fields={FIELDS}
        error={save.error}
        onSubmit={() => changed.length > 0 && save.mutate()}
      >
        <Field
          name="name"
          label={workspaceWords.name}
          hint={workspaceWords.nameHint}
          value={about.name}
          onChange={(name) => change({ name })}
          isRequired
          words={{ missing: accountWords.enter.workspace }}
        />
        <Field
          name="website"
          label={workspaceWords.website}
          optional={workspaceWords.optional}
          inputMode="url"
          value={about.website}
          onChange={(website) => change({ website })}
        />
        <Field
          name="industry"
          label={words.industry}
          optional={workspaceWords.optional}
          value={about.industry}
          onChange={(industry) => change({ industry })}
        />
        <Select
          label={workspaceWords.teamSize}
          optional={workspaceWords.optional}
          options={sizesWith(about.team_size)}
          value={about.team_size}
          onChange={(team_size) => change({ team_size })}
        />
        <AreaField
          name="goal"
          label={words.goal}
          optional={workspaceWords.optional}
          value={about.goal}
          onChange={(goal) => change({ goal })}
        />
        <SaveRow isChanged={changed.length > 0} isSaving={save.isPending} isSaved={save.isSuccess} />
      </ProblemForm>
    </SettingsCard>
  );
}

/** Programs may have written another size than the page offers. */
function sizesWith(size: string) {
  const known = workspaceWords.sizes;
  return known.some((s) => s.id === size) ? known : [...known, { id: size, label: size }];
}

function ReadOnly({ business }: { business: Business }) {
  const about = aboutOf(business);
  const size = workspaceWords.sizes.find((s) => s.id === about.team_size)?.label ?? about.team_size;
  return (
    <>
      <Notice>{words.locked}</Notice>
      <SettingsCard>
        <Facts
          facts={[
            { name: workspaceWords.name, value: about.name },
            { name: workspaceWords.website, value: about.website || words.notSaid },
            { name: words.industry, value: about.industry || words.notSaid },
            { name: workspaceWords.teamSize, value: size },
            { name: words.goal, value: about.goal || words.notSaid },
          ]}
        />
      </SettingsCard>
    </>
  );
}
