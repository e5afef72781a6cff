import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../api";
import { useTitle } from "../frame/title";
import { t } from "../texts";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";
import { begin } from "./session";

const FIELDS = ["full_name", "email", "password"];

export default function SignUp() {
  useTitle(t.account.signUpTitle);
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
    <AccountPage step={0} title={t.account.signUpTitle} intro={t.account.signUpIntro}>
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
          label={t.account.fullName}
          autoComplete="name"
          isRequired
          words={{ missing: t.account.enter.fullName }}
        />
        <Field
          name="email"
          type="email"
          label={t.account.email}
          autoComplete="email"
          isRequired
          words={{ missing: t.account.enter.email, wrongType: t.account.enter.emailShape }}
        />
        <PasswordField
          fresh
          name="password"
          label={t.account.password}
          value={password}
          onChange={setPassword}
          hint={t.account.passwordCount([...password].length)}
        />
        <Button type="submit" variant="primary" size="large" wide busy={signUp.isPending}>
          {t.account.createAccount}
        </Button>
      </ProblemForm>
      <p className={accountStyles.alternative}>
        {t.account.haveAccount} <Link to="/sign-in">{t.account.signInLink}</Link>
      </p>
    </AccountPage>
  );
}
