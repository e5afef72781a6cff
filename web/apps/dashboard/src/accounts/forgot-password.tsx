import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api } from "../api";
import { useTitle } from "../frame/title";
import { t } from "../texts";
import { AccountPage, accountStyles } from "./account-page";
import { ProblemForm } from "./problem-form";

export default function ForgotPassword() {
  useTitle(t.account.forgotTitle);
  const ask = useMutation({
    mutationFn: async (email: string) => {
      await answer(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
      return email;
    },
  });
  const back = (
    <p className={accountStyles.alternative}>
      <Link to="/sign-in">{t.account.backToSignIn}</Link>
    </p>
  );
  if (ask.isSuccess) {
    return (
      <AccountPage title={t.account.forgotSentTitle} intro={t.account.forgotSent(ask.data)}>
        {back}
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t.account.forgotTitle} intro={t.account.forgotIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["email"]}
        error={ask.error}
        onSubmit={({ email = "" }) => ask.mutate(email)}
      >
        <Field
          name="email"
          type="email"
          label={t.account.email}
          autoComplete="username"
          isRequired
          words={{ missing: t.account.enter.email, wrongType: t.account.enter.emailShape }}
        />
        <Button type="submit" variant="primary" size="large" wide busy={ask.isPending}>
          {t.account.sendLink}
        </Button>
      </ProblemForm>
      {back}
    </AccountPage>
  );
}
