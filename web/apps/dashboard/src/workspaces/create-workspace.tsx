import { Button, Field, Notice, Select, toast } from "@pingback/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { AccountPage, accountStyles } from "../accounts/account-page";
import { ME, meQuery } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { logOut } from "../accounts/session";
import { answer, api } from "../api";
import { useTitle } from "../frame/title";
import { queryClient } from "../query-client";
import { Link, useNavigate } from "../routing";
import { t } from "../texts";
import { account as accountWords } from "../texts/account";
import { workspace as workspaceWords } from "../texts/workspace";
import { chosenWorkspace } from "./chosen";

/** How often somebody who waits for an invitation is looked up. */
const CHECK_EVERY = 3000;

const NONE: { id: string; name: string }[] = [];

export default function CreateWorkspace() {
  useTitle(workspaceWords.title);
  const navigate = useNavigate();
  const [size, setSize] = useState("");
  const me = useQuery({
    ...meQuery,
    refetchInterval: (query) =>
      query.state.data && query.state.data.businesses.length === 0 ? CHECK_EVERY : false,
  }).data;
  const mine = me?.businesses ?? NONE;

  const create = useMutation({
    mutationFn: async ({ name, website }: { name: string; website: string }) => {
      const body = { name, ...(website ? { website } : {}), ...(size ? { team_size: size } : {}) };
      const created = await answer(api.POST("/api/v1/auth/business/create", { body }));
      if (created.business) chosenWorkspace.set(created.business.id);
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
      await navigate({ to: "/inbox" });
    },
  });

  useInvitation(mine, create.isPending || create.isSuccess);

  return (
    <AccountPage step={1} wide title={workspaceWords.title} intro={workspaceWords.intro}>
      <ProblemForm
        className={accountStyles.form}
        fields={["name", "website"]}
        error={create.error}
        onSubmit={({ name = "", website = "" }) =>
          create.mutate({ name: name.trim(), website: website.trim() })
        }
      >
        <Field
          name="name"
          label={workspaceWords.name}
          hint={workspaceWords.nameHint}
          autoComplete="organization"
          isRequired
          words={{ missing: accountWords.enter.workspace }}
        />
        <div className={accountStyles.pair}>
          <Field
            name="website"
            label={workspaceWords.website}
            optional={workspaceWords.optional}
            inputMode="url"
          />
          <Select
            label={workspaceWords.teamSize}
            optional={workspaceWords.optional}
            options={workspaceWords.sizes}
            value={size}
            onChange={setSize}
          />
        </div>
        <div className={accountStyles.end}>
          {mine.length > 0 ? (
            <Button variant="quiet" size="large" onPress={() => void navigate({ to: "/inbox" })}>
              {workspaceWords.cancel}
            </Button>
          ) : (
            <Button variant="quiet" size="large" onPress={() => void logOut()}>
              {t.status.logOut}
            </Button>
          )}
          <Button type="submit" variant="primary" size="large" busy={create.isPending}>
            {workspaceWords.create}
          </Button>
        </div>
      </ProblemForm>
      {me && mine.length === 0 && (
        <div className={accountStyles.aside}>
          <Notice title={workspaceWords.waitTitle}>
            <p>{workspaceWords.wait(me.user.email)}</p>
          </Notice>
        </div>
      )}
      {!me && <Link to="/sign-in">{accountWords.signInLink}</Link>}
    </AccountPage>
  );
}

/** Opens the workspace that somebody added the caller to while this page was open. */
function useInvitation(mine: readonly { id: string; name: string }[], creating: boolean) {
  const navigate = useNavigate();
  const before = useRef<number | null>(null);
  useEffect(() => {
    const first = mine[0];
    const invited = before.current === 0 && first !== undefined && !creating;
    before.current = mine.length;
    if (!invited) return;
    toast({ tone: "done", title: workspaceWords.invited(first.name) });
    chosenWorkspace.set(first.id);
    void queryClient.invalidateQueries({ queryKey: ME }).then(() => navigate({ to: "/inbox" }));
  }, [mine, creating, navigate]);
}
