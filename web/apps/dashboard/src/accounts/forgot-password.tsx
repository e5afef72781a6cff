import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../api";
import { useTitle } from "../frame/title";
import { Link } from "../routing";
import { account as accountWords } from "../texts/account";
import { AccountPage, accountStyles } from "./account-page";
import { ProblemForm } from "./problem-form";

export default function ForgotPassword() {
  useTitle(accountWords.forgotTitle);
  const ask = useMutation({
    mutationFn: async (email: string) => {
      await answer(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
      return email;
    },
  });
  const back = (
    <p className={accountStyles.alternative}>
      <Link to="/sign-in">{accountWords.backToSignIn}</Link>
    </p>
  );
  if (ask.isSuccess) {
    return (
      <AccountPage title={accountWords.forgotSentTitle} intro={accountWords.forgotSent(ask.data)}>
        {back}
      </AccountPage>
    );
  }
  return (
    <AccountPage title={accountWords.forgotTitle} intro={accountWords.forgotIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["email"]}
        error={ask.error}
        onSubmit={({ email = "" }) => ask.mutate(email)}
      >
        <Field
          name="email"
          type="email"
          label={accountWords.email}
          autoComplete="username"
          isRequired
          words={{ missing: accountWords.enter.email, wrongType: accountWords.enter.emailShape }}
        />
        <Button type="submit" variant="primary" size="large" wide busy={ask.isPending}>
          {accountWords.sendLink}
        </Button>
      </ProblemForm>
      {back}
    </AccountPage>
  );
}
