import { NoAnswer, type Notification, Problem } from "@pingback/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";
import { notificationKeys, notificationsQuery } from "./queries";

/** One notification, or all (`null`). Shown as read at once. */
function useReading() {
  const me = useMe();
  const client = useQueryClient();
  const key = notificationKeys.list(me.business.id);
  return {
    mutationFn: (id: string | null): Promise<unknown> =>
      id === null
        ? answer(api.POST("/api/v1/notifications/read-all"))
        : answer(api.POST("/api/v1/notifications/{id}/read", { params: { path: { id } } })),
    onMutate: (id: string | null) => {
      const now = new Date().toISOString();
      client.setQueryData<Notification[]>(key, (old) =>
        old?.map((n) => (n.read_at === null && (id === null || n.id === id) ? { ...n, read_at: now } : n)),
      );
    },
    askAgain: () => client.invalidateQueries({ queryKey: key }),
  };
}

/** Marks one notification, or all (`null`), as a member asks. Asked again where the server disagrees. */
export function useMarkRead() {
  const { askAgain, ...reading } = useReading();
  return useMutation({
    ...reading,
    onError: (error) => {
      tellFailure(t.thread.failed, error);
      void askAgain();
    },
  });
}

const mayPass = (error: Error) =>
  error instanceof NoAnswer || (error instanceof Problem && (error.status === 429 || error.status >= 500));

/** Who looks at a conversation need not be told of it. */
export function useSeen(conversationId: string) {
  const me = useMe();
  const { mutationFn, onMutate } = useReading();
  // Nobody asked for this, so nobody is told that it failed: what may pass is waited out.
  const { mutate } = useMutation({ mutationFn, onMutate, retry: (_, error) => mayPass(error) });
  const unread = useQuery(notificationsQuery(me.business.id)).data?.filter(
    (n) => n.read_at === null && n.conversation_id === conversationId,
  );
  const ids = unread?.map((n) => n.id).join(" ") ?? "";
  useEffect(() => {
    if (ids === "") return;
    const mark = () => {
      if (document.visibilityState === "visible") for (const id of ids.split(" ")) mutate(id);
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [ids, mutate]);
}
