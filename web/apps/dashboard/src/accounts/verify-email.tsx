import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { answer, api } from "../api";
import { sentence } from "../frame/failure";
import { useTitle } from "../frame/title";
import { queryClient } from "../query-client";
import { t } from "../texts";
import { AccountPage, accountStyles } from "./account-page";
import { ME } from "./me";

export default function VerifyEmail() {
  useTitle(t.account.verifyTitle);
  const { token } = useSearch({ from: "/verify-email" });
  // A query, not a mutation in an effect: the link is good for one use, and effects may run twice.
  const { isSuccess, error } = useQuery({
    queryKey: ["verify-email", token],
    queryFn: () => answer(api.POST("/api/v1/auth/verify-email", { body: { token } })),
    retry: false,
  });
  useEffect(() => {
    if (isSuccess) void queryClient.invalidateQueries({ queryKey: ME });
  }, [isSuccess]);

  if (error) {
    return (
      <AccountPage title={t.account.verifyFailedTitle} intro={sentence(error)}>
        <Onward />
      </AccountPage>
    );
  }
  return isSuccess ? (
    <AccountPage title={t.account.verifyDoneTitle} intro={t.account.verifyDone}>
      <Onward />
    </AccountPage>
  ) : (
    <AccountPage title={t.account.verifyTitle} intro={`${t.frame.loading}…`}>
      {null}
    </AccountPage>
  );
}

function Onward() {
  return (
    <p className={accountStyles.alternative}>
      <Link to="/inbox">{t.account.goOn}</Link>
    </p>
  );
}
