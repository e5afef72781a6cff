import type { Conversation } from "@pingback/api";
import { type RefObject, useEffect } from "react";
import { useRealtime } from "../../realtime/provider";

/** Tells the server what was seen: at the end of the thread, in a visible window. */
export function useReading(conversation: Conversation, following: boolean, isPaused: boolean) {
  const { connection, state } = useRealtime();
  const live = state.kind === "live" || state.kind === "back";
  const newest = conversation.messages.findLast((m) => m.sender_type === "customer");
  // Nobody on the team has read it, or the caller has not.
  const isUnread = newest && (!newest.read_at || (conversation.unread_count ?? 0) > 0);
  const unreadId = isUnread && !isPaused ? newest.id : null;
  useEffect(() => {
    if (!unreadId || !following || !live) return;
    const tell = () => {
      if (document.visibilityState === "visible") connection?.read(unreadId);
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [connection, unreadId, following, live]);
}

/** Keeps in `seen` the last message that was on the writer's screen: what sending compares with. */
export function useSeenMessage(
  conversation: Conversation,
  following: boolean,
  seen: RefObject<string | null>,
) {
  const lastId = conversation.messages.at(-1)?.id ?? null;
  useEffect(() => {
    seen.current ??= lastId;
    if (!following) return;
    const note = () => {
      if (document.visibilityState === "visible") seen.current = lastId;
    };
    note();
    document.addEventListener("visibilitychange", note);
    return () => document.removeEventListener("visibilitychange", note);
  }, [lastId, following, seen]);
}
