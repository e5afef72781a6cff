import { Button, Field, Pill, Select, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert } from "lucide-react";
import { useState } from "react";
import { ME, useMe } from "../accounts/me";
import { PasswordField } from "../accounts/password-field";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { setTheme, type Theme, useTheme } from "../frame/theme";
import { SettingsCard, SettingsPage, settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import { Sessions } from "./sessions";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export default function Profile() {
  return (
    <SettingsPage title={t.profile.title} intro={t.profile.intro}>
      <You />
      <Password />
      <Sessions />
      <Appearance />
    </SettingsPage>
  );
}

function You() {
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(me.user.full_name);
  const save = useMutation({
    mutationFn: (full_name: string) => answer(api.PATCH("/api/v1/auth/me", { body: { full_name } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ME });
      void client.invalidateQueries({ queryKey: [me.business.id, "members"] });
      toast({ tone: "done", title: t.profile.saved });
    },
  });
  return (
    <SettingsCard title={t.profile.you}>
      <ProblemForm
        className={settingsStyles.form}
        fields={["full_name"]}
        error={save.error}
        onSubmit={() => save.mutate(name.trim())}
      >
        <Field
          name="full_name"
          label={t.profile.fullName}
          value={name}
          onChange={setName}
          autoComplete="name"
          isRequired
          words={{ missing: t.account.enter.fullName }}
        />
        <EmailState />
        <div className={settingsStyles.row}>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            isDisabled={name.trim() === me.user.full_name}
          >
            {t.frame.save}
          </Button>
        </div>
      </ProblemForm>
    </SettingsCard>
  );
}

function EmailState() {
  const me = useMe();
  const resend = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/auth/verify-email/resend")),
    onSuccess: () => toast({ tone: "done", title: t.profile.resent, text: t.profile.resentHint }),
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return (
    <div>
      <p>{me.user.email}</p>
      <div className={settingsStyles.row}>
        {me.user.is_verified ? (
          <Pill tone="green" icon={<Check size={12} strokeWidth={2} aria-hidden />}>
            {t.profile.confirmed}
          </Pill>
        ) : (
          <>
            <Pill tone="amber" icon={<CircleAlert size={12} strokeWidth={2} aria-hidden />}>
              {t.profile.notConfirmed}
            </Pill>
            <Button size="small" variant="quiet" busy={resend.isPending} onPress={() => resend.mutate()}>
              {t.profile.resend}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () => answer(api.PATCH("/api/v1/auth/me", { body: { password, current_password: current } })),
    onSuccess: () => {
      setCurrent("");
      setPassword("");
      toast({ tone: "done", title: t.profile.changed });
    },
  });
  return (
    <SettingsCard title={t.profile.passwordTitle}>
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
          label={t.profile.current}
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          fresh
          name="password"
          label={t.profile.new}
          value={password}
          onChange={setPassword}
          hint={t.account.passwordHint}
        />
        <div className={settingsStyles.row}>
          <Button type="submit" busy={change.isPending}>
            {t.profile.change}
          </Button>
        </div>
      </ProblemForm>
    </SettingsCard>
  );
}

function Appearance() {
  const theme = useTheme();
  return (
    <SettingsCard title={t.profile.appearance} intro={t.profile.appearanceIntro}>
      <div className={settingsStyles.form}>
        <Select
          label={t.profile.theme}
          options={THEMES.map((id) => ({ id, label: t.status.themes[id] }))}
          value={theme}
          onChange={setTheme}
        />
      </div>
    </SettingsCard>
  );
}
