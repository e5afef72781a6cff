import { Button } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { answer, api, Problem } from "../api";
import { useTitle } from "../frame/title";
import { queryClient } from "../query-client";
import { Link, usePlace } from "../routing";
import { account as accountWords } from "../texts/account";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";

export default function ResetPassword() {
  useTitle(accountWords.resetTitle);
  const { token = "" } = usePlace().search;
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
      <AccountPage title={accountWords.resetDoneTitle} intro={accountWords.resetDone}>
        <p className={accountStyles.alternative}>
          <Link to="/sign-in">{accountWords.signInLink}</Link>
        </p>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={accountWords.resetTitle} intro={accountWords.resetIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["password"]}
        error={dead ? new Error(accountWords.linkDead) : reset.error}
        onSubmit={({ password = "" }) => reset.mutate(password)}
      >
        <PasswordField
          fresh
          name="password"
          label={accountWords.newPassword}
          hint={accountWords.passwordHint}
        />
        <Button type="submit" variant="primary" size="large" wide busy={reset.isPending}>
          {accountWords.savePassword}
        </Button>
      </ProblemForm>
      {dead && (
        <p className={accountStyles.alternative}>
          <Link to="/forgot-password">{accountWords.forgotLink}</Link>
        </p>
      )}
    </AccountPage>
  );
}
