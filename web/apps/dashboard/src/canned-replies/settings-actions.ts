import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { settingsPages } from "../texts/settings-pages";
import { type CannedReply, cannedReplyKeys } from "./queries";

const words = settingsPages.replies;

export type ReplyInput = Pick<CannedReply, "shortcut" | "content" | "is_shared">;

/** Makes a canned reply, or changes the one that is given. */
export function useSaveReply(reply: CannedReply | null) {
  const key = cannedReplyKeys.list(useMe().business.id);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReplyInput) => {
      if (!reply) return answer(api.POST("/api/v1/canned-replies", { body }));
      const params = { path: { id: reply.id } };
      const { shortcut, content, is_shared } = body;
      const change = { shortcut, content, ...(is_shared === reply.is_shared ? {} : { is_shared }) };
      return answer(api.PATCH("/api/v1/canned-replies/{id}", { params, body: change }));
    },
    onSuccess: (saved) => {
      client.setQueryData<CannedReply[]>(key, (old) =>
        [...(old ?? []).filter((r) => r.id !== saved.id), saved].sort((a, b) =>
          a.shortcut < b.shortcut ? -1 : 1,
        ),
      );
      toast({ tone: "done", title: reply ? words.saved(saved.shortcut) : words.created(saved.shortcut) });
    },
  });
}

export function useDeleteReply() {
  const key = cannedReplyKeys.list(useMe().business.id);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: CannedReply) =>
      answer(api.DELETE("/api/v1/canned-replies/{id}", { params: { path: { id } } })),
    onSuccess: (_, { id, shortcut }) => {
      client.setQueryData<CannedReply[]>(key, (old) => old?.filter((r) => r.id !== id));
      toast({ tone: "done", title: words.removal.done(shortcut) });
    },
  });
}
