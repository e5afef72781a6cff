import type { Attachment } from "@pingback/api";
import { meQuery } from "../../accounts/me";
import { queryClient } from "../../query-client";

const PREFIX = "pingback.files.";

/** On a device of several people, each their own. */
function keyOf(conversationId: string): string {
  return `${PREFIX}${queryClient.getQueryData(meQuery.queryKey)?.user.id}.${conversationId}`;
}

/** What was uploaded and not sent before this tab was loaded again. */
export function loadFiles(conversationId: string): Attachment[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(conversationId)) ?? "[]") as Attachment[];
  } catch {
    return [];
  }
}

export function saveFiles(conversationId: string, files: readonly Attachment[]) {
  if (files.length === 0) sessionStorage.removeItem(keyOf(conversationId));
  else sessionStorage.setItem(keyOf(conversationId), JSON.stringify(files));
}
