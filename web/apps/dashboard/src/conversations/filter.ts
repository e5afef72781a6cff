import type { Conversation, ConversationStatus } from "@pingback/api";

export type Tab = "mine" | "unassigned" | "all";

export interface Filter {
  tab: Tab;
  status: ConversationStatus | "any";
}

export const TABS: readonly Tab[] = ["mine", "unassigned", "all"];
export const STATUSES: readonly Filter["status"][] = ["open", "pending", "resolved", "closed", "any"];

type Judged = Pick<Conversation, "assignee_id" | "status">;

/** The same question that the server answers for a list, asked of a conversation an event told about. */
export function matches(conversation: Judged, { tab, status }: Filter, myId: string): boolean {
  if (status !== "any" && conversation.status !== status) return false;
  if (tab === "mine") return conversation.assignee_id === myId;
  if (tab === "unassigned") return conversation.assignee_id === null;
  return true;
}

/** The filter as the query of `GET conversations`. */
export function asQuery(
  { tab, status }: Filter,
  myId: string,
): { status?: ConversationStatus; assignee_id?: string } {
  return {
    ...(status === "any" ? {} : { status }),
    ...(tab === "mine" ? { assignee_id: myId } : tab === "unassigned" ? { assignee_id: "none" } : {}),
  };
}
