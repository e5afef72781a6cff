import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "../api";
import { sentence } from "../frame/failure";
import { useTitle } from "../frame/title";
import { queryClient } from "../query-client";
import { Link, usePlace } from "../routing";
import { t } from "../texts";
import { account as accountWords } from "../texts/account";
import { AccountPage, accountStyles } from "./account-page";
import { ME } from "./me";

export default function VerifyEmail() {
  useTitle(accountWords.verifyTitle);
  const { token = "" } = usePlace().search;
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
      <AccountPage title={accountWords.verifyFailedTitle} intro={sentence(error)}>
        <Onward />
      </AccountPage>
    );
  }
  return isSuccess ? (
    <AccountPage title={accountWords.verifyDoneTitle} intro={accountWords.verifyDone}>
      <Onward />
    </AccountPage>
  ) : (
    <AccountPage title={accountWords.verifyTitle} intro={`${t.frame.loading}…`}>
      {null}
    </AccountPage>
  );
}

function Onward() {
  return (
    <p className={accountStyles.alternative}>
      <Link to="/inbox">{accountWords.goOn}</Link>
    </p>
  );
}
