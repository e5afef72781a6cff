import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, Problem } from "../api";
import { useTitle } from "../frame/title";
import { Link, useGo, usePlace } from "../routing";
import { account as accountWords } from "../texts/account";
import { chosenWorkspace } from "../workspaces/chosen";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";
import { begin } from "./session";

export default function SignIn() {
  useTitle(accountWords.signInTitle);
  const go = useGo();
  // Only addresses of this site: a link must not lead away after signing in.
  const { next } = usePlace().search;
  const signIn = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await answer(api.POST("/api/v1/auth/login", { body }));
      await begin();
      await go(next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/inbox");
    },
  });
  // Whoever logs out leaves no workspace chosen; here somebody was led away from it.
  const [hasEnded] = useState(next !== undefined && chosenWorkspace.get() !== null);
  const wrong = signIn.error instanceof Problem && signIn.error.status === 401;
  return (
    <AccountPage
      title={accountWords.signInTitle}
      intro={hasEnded ? accountWords.signInEnded : accountWords.signInIntro}
    >
      <ProblemForm
        className={accountStyles.form}
        fields={["email", "password"]}
        error={wrong ? new Error(accountWords.wrongPassword) : signIn.error}
        onSubmit={({ email = "", password = "" }) => signIn.mutate({ email, password })}
      >
        <Field
          name="email"
          type="email"
          label={accountWords.email}
          autoComplete="username"
          isRequired
          words={{ missing: accountWords.enter.email, wrongType: accountWords.enter.emailShape }}
        />
        <PasswordField name="password" label={accountWords.password} />
        <Link to="/forgot-password" className={accountStyles.between}>
          {accountWords.forgotLink}
        </Link>
        <Button type="submit" variant="primary" size="large" wide busy={signIn.isPending}>
          {accountWords.signIn}
        </Button>
      </ProblemForm>
      <p className={accountStyles.alternative}>
        {accountWords.noAccount} <Link to="/sign-up">{accountWords.signUpLink}</Link>
      </p>
    </AccountPage>
  );
}
