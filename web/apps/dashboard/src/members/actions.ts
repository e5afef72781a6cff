import type { Member } from "@pingback/api";
import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { billingKeys } from "../billing/queries";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { memberKeys } from "./queries";
import { withMember, withoutMember } from "./roster";

export type Change =
  | { role: "admin" | "agent" }
  | { is_active: true }
  /** With whom gets what they hold; nobody: it becomes unassigned. */
  | { is_active: false; reassign_to?: string };

function said(change: Change, name: string): string {
  if ("role" in change) return memberWords.done[change.role](name);
  return change.is_active ? memberWords.done.restored(name) : memberWords.done.suspended(name);
}

export function useChangeMember() {
  const me = useMe();
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ member, change }: { member: Member; change: Change }) =>
      answer(
        api.PATCH("/api/v1/team/members/{id}", {
          params: { path: { id: member.id } },
          body: change,
        }),
      ),
    onSuccess: (changed, { member, change }) => {
      client.setQueryData<Member[]>(
        memberKeys.list(me.business.id),
        (old) => old && withMember(old, changed),
      );
      void client.invalidateQueries({ queryKey: billingKeys.usage(me.business.id) });
      const suspended = "is_active" in change && !change.is_active;
      toast({
        tone: "done",
        title: said(change, member.name),
        // One press suspends, so one press takes it back; conversations stay where they went.
        ...(suspended
          ? {
              action: {
                label: t.thread.undo,
                run: () => mutation.mutate({ member, change: { is_active: true } }),
              },
            }
          : {}),
      });
    },
    onError: (error, { member }) => tellFailure(memberWords.failed(member.name), error),
  });
  return mutation;
}

export function useRemoveMember() {
  const me = useMe();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ member, heir }: { member: Member; heir: string | null }) => {
      const query = heir === null ? {} : { reassign_to: heir };
      return answer(api.DELETE("/api/v1/team/members/{id}", { params: { path: { id: member.id }, query } }));
    },
    onSuccess: (_, { member }) => {
      client.setQueryData<Member[]>(
        memberKeys.list(me.business.id),
        (old) => old && withoutMember(old, member.id),
      );
      void client.invalidateQueries({ queryKey: billingKeys.usage(me.business.id) });
      toast({ tone: "done", title: memberWords.done.removed(member.name) });
    },
  });
}
