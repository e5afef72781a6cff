import { Button, Field } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { answer, api, Problem } from "../api";
import { useTitle } from "../frame/title";
import { t } from "../texts";
import { AccountPage, accountStyles } from "./account-page";
import { PasswordField } from "./password-field";
import { ProblemForm } from "./problem-form";
import { begin } from "./session";

export default function SignIn() {
  useTitle(t.account.signInTitle);
  const router = useRouter();
  const { next } = useSearch({ from: "/outside" });
  const signIn = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await answer(api.POST("/api/v1/auth/login", { body }));
      await begin();
      router.history.push(next ?? "/inbox");
    },
  });
  const wrong = signIn.error instanceof Problem && signIn.error.status === 401;
  return (
    <AccountPage title={t.account.signInTitle} intro={t.account.signInIntro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["email", "password"]}
        error={wrong ? new Error(t.account.wrongPassword) : signIn.error}
        onSubmit={({ email = "", password = "" }) => signIn.mutate({ email, password })}
      >
        <Field
          name="email"
          type="email"
          label={t.account.email}
          autoComplete="username"
          isRequired
          words={{ missing: t.account.enter.email, wrongType: t.account.enter.emailShape }}
        />
        <PasswordField name="password" label={t.account.password} />
        <Link to="/forgot-password" className={accountStyles.between}>
          {t.account.forgotLink}
        </Link>
        <Button type="submit" variant="primary" size="large" wide busy={signIn.isPending}>
          {t.account.signIn}
        </Button>
      </ProblemForm>
      <p className={accountStyles.alternative}>
        {t.account.noAccount} <Link to="/sign-up">{t.account.signUpLink}</Link>
      </p>
    </AccountPage>
  );
}
