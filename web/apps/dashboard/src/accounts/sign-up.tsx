import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api";
import { useTitle } from "../frame/title";
import { Link, useNavigate } from "../routing";
import { account as accountWords } from "../texts/account";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";
import { begin } from "./session";

const FIELDS = ["full_name", "email", "password"];

export default function SignUp() {
  useTitle(accountWords.signUpTitle);
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const signUp = useMutation({
    mutationFn: async (body: { full_name: string; email: string; password: string }) => {
      await answer(api.POST("/api/v1/auth/register", { body }));
      await begin();
      await navigate({ to: "/inbox" });
    },
  });
  return (
    <AccountPage step={0} title={accountWords.signUpTitle} intro={accountWords.signUpIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={FIELDS}
        error={signUp.error}
        // The one 400 of this call: the address has an account already.
        place={(problem) => (problem.status === 400 ? "email" : undefined)}
        onSubmit={({ full_name = "", email = "" }) => signUp.mutate({ full_name, email, password })}
      >
        <Field
          name="full_name"
          label={accountWords.fullName}
          autoComplete="name"
          isRequired
          words={{ missing: accountWords.enter.fullName }}
        />
        <Field
          name="email"
          type="email"
          label={accountWords.email}
          autoComplete="email"
          isRequired
          words={{ missing: accountWords.enter.email, wrongType: accountWords.enter.emailShape }}
        />
        <PasswordField
          fresh
          name="password"
          label={accountWords.password}
          value={password}
          onChange={setPassword}
          hint={accountWords.passwordCount([...password].length)}
        />
        <Button type="submit" variant="primary" size="large" wide busy={signUp.isPending}>
          {accountWords.createAccount}
        </Button>
      </ProblemForm>
      <p className={accountStyles.alternative}>
        {accountWords.haveAccount} <Link to="/sign-in">{accountWords.signInLink}</Link>
      </p>
    </AccountPage>
  );
}
