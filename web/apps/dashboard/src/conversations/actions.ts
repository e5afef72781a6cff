import type { Conversation, ConversationStatus, Member } from "@pingback/api";
import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { firstName } from "../members/queries";
import { applyEvent } from "../realtime/apply";
import { createRefresh } from "../realtime/refresh";
import { t } from "../texts";

/**
 * The answer to an own write goes the same way into the cache as the event that tells everyone else, so it
 * is seen at once and the event, when it comes, changes nothing.
 */
function useTake() {
  const me = useMe();
  const client = useQueryClient();
  return (conversation: Conversation) => {
    const scope = { client, workspace: me.business.id, myId: me.user.id, refresh: createRefresh(client) };
    applyEvent(scope, { name: "conversation_updated", data: conversation });
  };
}

export function useConversationStatus(conversation: Conversation) {
  const take = useTake();
  const path = { id: conversation.id };
  const mutation = useMutation({
    mutationFn: async (status: ConversationStatus) => {
      const params = { params: { path } };
      if (status === "resolved") await answer(api.PUT("/api/v1/conversations/{id}/resolve", params));
      else if (status === "closed") await answer(api.PUT("/api/v1/conversations/{id}/close", params));
      else await answer(api.PATCH("/api/v1/conversations/{id}", { ...params, body: { status } }));
    },
    onSuccess: (_, status) => {
      take({ ...conversation, status });
      toast({
        tone: "done",
        title:
          status === "resolved"
            ? t.thread.resolved
            : status === "closed"
              ? t.thread.closed
              : t.thread.reopened,
        ...(status === "open"
          ? {}
          : { action: { label: t.thread.undo, run: () => mutation.mutate(conversation.status) } }),
      });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return mutation;
}

/** Gives the conversation to a member, or to nobody. */
export function useAssign(conversation: Conversation) {
  const me = useMe();
  const take = useTake();
  return useMutation({
    mutationFn: async (member: Member | null) => {
      const { id } = conversation;
      if (member) {
        const params = { path: { conversation_id: id }, query: { agent_id: member.user_id } };
        await answer(api.POST("/api/v1/team/assign/{conversation_id}", { params }));
      } else await answer(api.DELETE("/api/v1/conversations/{id}/assign", { params: { path: { id } } }));
    },
    onSuccess: (_, member) => {
      take({ ...conversation, assignee_id: member?.user_id ?? null });
      if (!member) return toast({ tone: "done", title: t.conversations.unassigned });
      const self = member.user_id === me.user.id;
      return toast({
        tone: "done",
        title: t.assignee.done(self ? t.assignee.you : member.name),
        ...(self ? {} : { text: t.assignee.told(firstName(member.name)) }),
      });
    },
    onError: (error) => tellFailure(t.assignee.failed, error),
  });
}
