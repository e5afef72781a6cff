import { Avatar, Button, Field, Pill, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert } from "lucide-react";
import { useState } from "react";
import { ME, useMe } from "../accounts/me";
import { PasswordField } from "../accounts/password-field";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { SaveRow } from "../settings/save-row";
import { SettingsCard, SettingsPage, settingsStyles } from "../settings/settings-page";
import { useUnsaved } from "../settings/unsaved";
import { t } from "../texts";
import { account as accountWords } from "../texts/account";
import { profile as profileWords } from "../texts/settings";
import { workspace as workspaceWords } from "../texts/workspace";
import styles from "./profile.module.css";
import { Sessions, sessionsQuery } from "./sessions";

export default function Profile() {
  return (
    <SettingsPage title={profileWords.title} intro={profileWords.intro}>
      <You />
      <Password />
      <Sessions />
    </SettingsPage>
  );
}

function You() {
  const me = useMe();
  const client = useQueryClient();
  const known = { full_name: me.user.full_name, avatar_url: me.user.avatar_url ?? "" };
  const [typed, setTyped] = useState<Partial<typeof known>>({});
  const { full_name, avatar_url } = { ...known, ...typed };
  const change = (part: Partial<typeof known>) => setTyped((old) => ({ ...old, ...part }));
  const isChanged = full_name.trim() !== known.full_name || avatar_url.trim() !== known.avatar_url;
  const save = useMutation({
    mutationFn: () => {
      const body = {
        ...(full_name.trim() === known.full_name ? {} : { full_name: full_name.trim() }),
        ...(avatar_url.trim() === known.avatar_url ? {} : { avatar_url: avatar_url.trim() || null }),
      };
      return answer(api.PATCH("/api/v1/auth/me", { body }));
    },
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: [me.business.id, "members"] });
      await client.invalidateQueries({ queryKey: ME });
      setTyped({});
      toast({ tone: "done", title: profileWords.saved });
    },
  });
  return (
    <SettingsCard title={profileWords.you}>
      <ProblemForm
        className={settingsStyles.form}
        fields={["full_name", "avatar_url"]}
        error={save.error}
        onSubmit={() => isChanged && save.mutate()}
      >
        <Field
          name="full_name"
          label={profileWords.fullName}
          value={full_name}
          onChange={(next) => change({ full_name: next })}
          autoComplete="name"
          isRequired
          words={{ missing: accountWords.enter.fullName }}
        />
        <div className={styles.picture}>
          <Avatar name={full_name} url={/^https:\/\/./.test(avatar_url) ? avatar_url : null} size={48} />
          <Field
            name="avatar_url"
            label={profileWords.picture}
            hint={profileWords.pictureHint}
            optional={workspaceWords.optional}
            inputMode="url"
            autoComplete="off"
            value={avatar_url}
            onChange={(next) => change({ avatar_url: next })}
          />
        </div>
        <EmailState />
        <SaveRow isChanged={isChanged} isSaving={save.isPending} isSaved={save.isSuccess} />
      </ProblemForm>
    </SettingsCard>
  );
}

function EmailState() {
  const me = useMe();
  const resend = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/auth/verify-email/resend")),
    onSuccess: () => toast({ tone: "done", title: profileWords.resent, text: profileWords.resentHint }),
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return (
    <div>
      <p>{me.user.email}</p>
      <div className={settingsStyles.row}>
        {me.user.is_verified ? (
          <Pill tone="green" icon={<Check size={12} strokeWidth={2} aria-hidden />}>
            {profileWords.confirmed}
          </Pill>
        ) : (
          <>
            <Pill tone="amber" icon={<CircleAlert size={12} strokeWidth={2} aria-hidden />}>
              {profileWords.notConfirmed}
            </Pill>
            <Button size="small" variant="quiet" busy={resend.isPending} onPress={() => resend.mutate()}>
              {profileWords.resend}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Password() {
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  // The current one is filled in by browsers.
  useUnsaved(password !== "");
  const change = useMutation({
    mutationFn: () => answer(api.PATCH("/api/v1/auth/me", { body: { password, current_password: current } })),
    onSuccess: () => {
      setCurrent("");
      setPassword("");
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      toast({ tone: "done", title: profileWords.changed, text: profileWords.changedHint });
    },
  });
  return (
    <SettingsCard title={profileWords.passwordTitle}>
      <ProblemForm
        className={settingsStyles.form}
        fields={["password", "current_password"]}
        place={(problem) =>
          problem.status === 400 || problem.status === 401 ? "current_password" : undefined
        }
        error={change.error}
        onSubmit={() => change.mutate()}
      >
        <PasswordField
          name="current_password"
          label={profileWords.current}
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          fresh
          name="password"
          label={profileWords.new}
          value={password}
          onChange={setPassword}
          hint={accountWords.passwordHint}
        />
        <div className={settingsStyles.row}>
          <Button type="submit" busy={change.isPending}>
            {profileWords.change}
          </Button>
        </div>
      </ProblemForm>
    </SettingsCard>
  );
}
