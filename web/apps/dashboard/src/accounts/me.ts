import type { Business, Me } from "@pingback/api";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api, NoAnswer, Problem } from "../api";
import { chosenWorkspace } from "../workspaces/chosen";

export const ME = ["me"] as const;

const ask = () => answer(api.GET("/api/v1/auth/me"));

/** The account with its chosen workspace, or null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ME,
  // Nothing can be shown before this is answered, so silence is told after a few seconds.
  retry: (count, error) => error instanceof NoAnswer && count < 3,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await withWorkspace(await ask());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) return null;
      // The chosen workspace is no longer ours: any other, or none, is better than an error page.
      if (!chosenWorkspace.get() || (error.status !== 403 && error.status !== 404)) throw error;
      chosenWorkspace.clear();
      return withWorkspace(await ask());
    }
  },
});

/** Keeps the choice in step with the answer; who lost one workspace goes on in another, if there is one. */
async function withWorkspace(me: Me): Promise<Me> {
  const other = me.business ? undefined : me.businesses[0];
  if (other) {
    chosenWorkspace.set(other.id);
    return ask();
  }
  if (me.business) chosenWorkspace.set(me.business.id);
  else chosenWorkspace.clear();
  return me;
}

/** What the caller may do, by the server's names. Decided by permission, never by the name of the role. */
export type Permission =
  | "member.invite"
  | "member.remove"
  | "member.change_role"
  | "conversation.assign"
  | "conversation.handle"
  | "status.update"
  | "team.view"
  | "usage.view"
  | "channel.manage"
  | "billing.manage"
  | "settings.manage"
  | "visitor.block";

export interface Insider extends Me {
  business: Business;
}

/** The account inside a workspace; only below routes that made sure there is one. */
export function useMe(): Insider {
  const { data } = useSuspenseQuery(meQuery);
  if (!data?.business) throw new Error("used outside a workspace");
  return data as Insider;
}

export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
