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

/** A message that has been on the screen for less than this was hardly read. */
const SEEN_AFTER = 1000;

/** Keeps in `seen` the last message that the writer had time to see: what sending compares with. */
export function useSeenMessage(
  conversation: Conversation,
  following: boolean,
  seen: RefObject<string | null>,
) {
  const lastId = conversation.messages.at(-1)?.id ?? null;
  useEffect(() => {
    // What was there when the conversation was opened is what is answered.
    seen.current ??= lastId;
    if (!following || seen.current === lastId) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      timer = setTimeout(() => {
        seen.current = lastId;
      }, SEEN_AFTER);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [lastId, following, seen]);
}
