import { Button } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { answer, api, Problem } from "../api";
import { useTitle } from "../frame/title";
import { queryClient } from "../query-client";
import { t } from "../texts";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";

export default function ResetPassword() {
  useTitle(t.account.resetTitle);
  const { token } = useSearch({ from: "/reset-password" });
  const reset = useMutation({
    mutationFn: async (password: string) => {
      await answer(api.POST("/api/v1/auth/password/reset", { body: { token, password } }));
      // Every session is revoked, this browser's too.
      queryClient.clear();
    },
  });
  const dead = reset.error instanceof Problem && reset.error.status === 400;
  if (reset.isSuccess) {
    return (
      <AccountPage title={t.account.resetDoneTitle} intro={t.account.resetDone}>
        <p className={accountStyles.alternative}>
          <Link to="/sign-in">{t.account.signInLink}</Link>
        </p>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t.account.resetTitle} intro={t.account.resetIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["password"]}
        error={dead ? new Error(t.account.linkDead) : reset.error}
        onSubmit={({ password = "" }) => reset.mutate(password)}
      >
        <PasswordField fresh name="password" label={t.account.newPassword} hint={t.account.passwordHint} />
        <Button type="submit" variant="primary" size="large" wide busy={reset.isPending}>
          {t.account.savePassword}
        </Button>
      </ProblemForm>
      {dead && (
        <p className={accountStyles.alternative}>
          <Link to="/forgot-password">{t.account.forgotLink}</Link>
        </p>
      )}
    </AccountPage>
  );
}
