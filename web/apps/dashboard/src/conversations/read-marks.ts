import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { applyEvent } from "../realtime/apply";
import { useScope } from "../realtime/use-scope";
import { t } from "../texts";
import type { Listed } from "./fields";

/** Marks a row read or unread: seen at once; the event of it tells every window what it came to. */
export function useReadMark(conversation: Pick<Listed, "id" | "unread_count">) {
  const { id } = conversation;
  const before = conversation.unread_count ?? 0;
  const scope = useScope();
  const set = (count: number) =>
    applyEvent(scope, { name: "unread_changed", data: { conversation_id: id, unread_count: count } });
  return useMutation({
    mutationFn: (unread: boolean) =>
      answer(
        unread
          ? api.PUT("/api/v1/conversations/{id}/unread", { params: { path: { id } } })
          : api.POST("/api/v1/conversations/{id}/read", { params: { path: { id } }, body: {} }),
      ),
    onMutate: (unread) => set(unread ? Math.max(1, before) : 0),
    onError: (error) => {
      set(before);
      tellFailure(t.thread.failed, error);
    },
  });
}
