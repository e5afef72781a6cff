import type { Conversation, Member, Notification } from "@pingback/api";
import { toast } from "@pingback/ui";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { find, type Page } from "../conversations/list";
import { conversationKeys } from "../conversations/queries";
import { memberKeys, nameOf } from "../members/queries";
import { t } from "../texts";

/** An assignment is told at once, wherever the person is in the dashboard. */
export function announceAssignment(
  { client, workspace, myId }: { client: QueryClient; workspace: string; myId: string },
  { type, conversation_id, actor_id }: Notification,
  open: (number: string) => void,
) {
  if (type !== "conversation_assigned" || !conversation_id || actor_id === myId) return;
  const members = client.getQueryData<Member[]>(memberKeys.list(workspace)) ?? [];
  const conversation = cachedConversation(client, workspace, conversation_id);
  const who = nameOf(members, actor_id) ?? t.notifications.someone;
  const what = conversation
    ? t.notifications.conversation(conversation.number)
    : t.notifications.aConversation;
  toast({
    tone: "info",
    title: t.notifications.assignedToYou(who, what),
    ...(conversation?.customer?.name ? { text: conversation.customer.name } : {}),
    action: {
      label: t.notifications.open,
      run: () => open(conversation ? String(conversation.number) : conversation_id),
    },
  });
}

export function cachedConversation(
  client: QueryClient,
  workspace: string,
  id: string,
): Conversation | undefined {
  const lists = client.getQueriesData<InfiniteData<Page>>({ queryKey: conversationKeys.lists(workspace) });
  for (const [, data] of lists) {
    const row = data && find(data.pages, id);
    if (row) return row;
  }
  const threads = client.getQueriesData<Conversation>({ queryKey: conversationKeys.threads(workspace) });
  return threads.find(([, data]) => data?.id === id)?.[1];
}
