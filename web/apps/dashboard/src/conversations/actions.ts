import type { Conversation, ConversationChange, ConversationStatus, Member } from "@pingback/api";
import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { firstName, useMembers } from "../members/queries";
import { applyEvent } from "../realtime/apply";
import type { Event } from "../realtime/events";
import { createRefresh } from "../realtime/refresh";
import { t } from "../texts";
import { moment } from "../texts/times";

/**
 * The answer to an own write goes the same way into the cache as the event that tells everyone else, so it
 * is seen at once and the event, when it comes, changes nothing.
 */
function useApply() {
  const me = useMe();
  const client = useQueryClient();
  return (event: Event) => {
    const scope = { client, workspace: me.business.id, myId: me.user.id, refresh: createRefresh(client) };
    applyEvent(scope, event);
  };
}

function useTake() {
  const apply = useApply();
  return (conversation: Conversation) => apply({ name: "conversation_updated", data: conversation });
}

export function useConversationStatus(conversation: Conversation) {
  const take = useTake();
  const mutation = useMutation({
    mutationFn: (status: ConversationStatus) =>
      answer(
        api.PATCH("/api/v1/conversations/{id}", {
          params: { path: { id: conversation.id } },
          body: { status },
        }),
      ),
    // The event may be here before the answer: by then the conversation is what it was made, not what it was.
    onMutate: () => conversation.status,
    // What is taken is the answer: the conversation as it was when the press began may be old by now.
    onSuccess: (changed, status, before) => {
      take(changed);
      toast({
        tone: "done",
        title: said(status),
        ...(status === "open"
          ? {}
          : { action: { label: t.thread.undo, run: () => mutation.mutate(before) } }),
      });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return mutation;
}

function said(status: ConversationStatus): string {
  if (status === "resolved") return t.thread.resolved;
  if (status === "closed") return t.thread.closed;
  return status === "pending" ? t.thread.snoozed(null) : t.thread.reopened;
}

type Change = Pick<ConversationChange, "priority" | "label_ids" | "snoozed_until">;

/** Priority, labels and snoozing. */
export function useChangeConversation(conversation: Conversation) {
  const take = useTake();
  const mutation = useMutation({
    // Presses in one list follow each other quickly; the last one is what stays.
    scope: { id: `change-${conversation.id}` },
    mutationFn: (body: Change) =>
      answer(api.PATCH("/api/v1/conversations/{id}", { params: { path: { id: conversation.id } }, body })),
    onSuccess: (changed, { snoozed_until }) => {
      take(changed);
      if (snoozed_until === undefined) return;
      toast({
        tone: "done",
        title: snoozed_until ? t.thread.snoozed(moment(snoozed_until, Date.now())) : t.thread.reopened,
        ...(snoozed_until
          ? { action: { label: t.thread.undo, run: () => mutation.mutate({ snoozed_until: null }) } }
          : {}),
      });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return mutation;
}

/** Adds one label or takes one off; what was pressed before and is still under way counts. */
export function useToggleLabel(conversation: Conversation) {
  const take = useTake();
  const change = useChangeConversation(conversation);
  return (labelId: string, on: boolean) => {
    const before = conversation.label_ids;
    const label_ids = on ? [...new Set([...before, labelId])] : before.filter((id) => id !== labelId);
    // Seen at once: the list stays open for the next press.
    take({ ...conversation, label_ids });
    change.mutate({ label_ids }, { onError: () => take({ ...conversation, label_ids: before }) });
  };
}

/** The newest message of the customer counts as unread again. The event of it tells all windows. */
export function useMarkUnread(conversation: Conversation) {
  return useMutation({
    mutationFn: () =>
      answer(api.PUT("/api/v1/conversations/{id}/unread", { params: { path: { id: conversation.id } } })),
    onSuccess: () => toast({ tone: "done", title: t.thread.markedUnread }),
    onError: (error) => tellFailure(t.thread.failed, error),
  });
}

/** Gives the conversation to a member, or to nobody. */
export function useAssign(conversation: Conversation) {
  const me = useMe();
  const members = useMembers();
  const apply = useApply();
  const { id } = conversation;
  const mutation = useMutation({
    mutationFn: async (member: Member | null) => {
      if (member) {
        const params = { path: { conversation_id: id }, query: { agent_id: member.user_id } };
        await answer(api.POST("/api/v1/team/assign/{conversation_id}", { params }));
      } else await answer(api.DELETE("/api/v1/conversations/{id}/assign", { params: { path: { id } } }));
    },
    onMutate: () => conversation.assignee_id,
    onSuccess: (_, member, before) => {
      const assignee_id = member?.user_id ?? null;
      const data = { conversation_id: id, assigned_by: me.user.id, assignee_id };
      apply({ name: "conversation_assigned", data });
      const holder = members.find((m) => m.user_id === before && m.is_active) ?? null;
      const self = assignee_id === me.user.id;
      toast({
        tone: "done",
        title: member ? t.assignee.done(self ? t.assignee.you : member.name) : t.conversations.unassigned,
        ...(member && !self ? { text: t.assignee.told(firstName(member.name)) } : {}),
        // Whoever is no member any more cannot have it back.
        ...(holder || before === null
          ? { action: { label: t.thread.undo, run: () => mutation.mutate(holder) } }
          : {}),
      });
    },
    onError: (error) => tellFailure(t.assignee.failed, error),
  });
  return mutation;
}
