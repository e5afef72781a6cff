import { useSyncExternalStore } from "react";
import type { Typing } from "../realtime/events";

/** Who types where. Not durable: forgotten by itself when the "stopped" never arrives. */
const FORGOTTEN_AFTER = 6000;

let typing: ReadonlyMap<string, readonly (string | null)[]> = new Map();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();
const NOBODY: readonly (string | null)[] = [];

function set(conversationId: string, users: readonly (string | null)[]) {
  const next = new Map(typing);
  if (users.length > 0) next.set(conversationId, users);
  else next.delete(conversationId);
  typing = next;
  for (const listener of listeners) listener();
}

export function noteTyping({ conversation_id, user_id, is_typing }: Typing) {
  const timerKey = `${conversation_id} ${user_id}`;
  clearTimeout(timers.get(timerKey));
  timers.delete(timerKey);
  const others = (typing.get(conversation_id) ?? NOBODY).filter((u) => u !== user_id);
  set(conversation_id, is_typing ? [...others, user_id] : others);
  if (is_typing) {
    timers.set(
      timerKey,
      setTimeout(() => noteTyping({ conversation_id, user_id, is_typing: false }), FORGOTTEN_AFTER),
    );
  }
}

/** Who has sent does not type any more, whatever their page said last. */
export function clearTyping(conversationId: string, userIds: readonly (string | null)[]) {
  for (const user_id of userIds) {
    if (!typing.get(conversationId)?.includes(user_id)) continue;
    noteTyping({ conversation_id: conversationId, user_id, is_typing: false });
  }
}

export function useTyping(conversationId: string): readonly (string | null)[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => typing.get(conversationId) ?? NOBODY,
  );
}
