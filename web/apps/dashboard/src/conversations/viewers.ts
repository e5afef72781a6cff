import { useSyncExternalStore } from "react";
import type { Viewing } from "../realtime/events";

/** Not durable, like typing: whose page does not repeat it is not looking any more. */
const FORGOTTEN_AFTER = 50_000;

let viewers: ReadonlyMap<string, readonly string[]> = new Map();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();
const NOBODY: readonly string[] = [];
/** The conversation this page shows: who sees somebody new says hello back, so that both know at once. */
let sayHello: { conversationId: string; run: () => void } | null = null;

export function noteViewing({ conversation_id, user_id, is_viewing }: Viewing) {
  const timerKey = `${conversation_id} ${user_id}`;
  clearTimeout(timers.get(timerKey));
  timers.delete(timerKey);
  const before = viewers.get(conversation_id) ?? NOBODY;
  const isNew = is_viewing && !before.includes(user_id);
  if (isNew || (!is_viewing && before.includes(user_id))) {
    const next = new Map(viewers);
    const who = is_viewing ? [...before, user_id] : before.filter((id) => id !== user_id);
    if (who.length > 0) next.set(conversation_id, who);
    else next.delete(conversation_id);
    viewers = next;
    for (const listener of listeners) listener();
  }
  if (isNew && sayHello?.conversationId === conversation_id) sayHello.run();
  if (is_viewing) {
    const forget = () => noteViewing({ conversation_id, user_id, is_viewing: false });
    timers.set(timerKey, setTimeout(forget, FORGOTTEN_AFTER));
  }
}

/** Who else looks at it now. */
export function useViewers(conversationId: string): readonly string[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => viewers.get(conversationId) ?? NOBODY,
  );
}

/** Runs `run` whenever somebody new looks at the conversation; until the answer is called. */
export function onNewViewer(conversationId: string, run: () => void): () => void {
  const mine = { conversationId, run };
  sayHello = mine;
  return () => {
    if (sayHello === mine) sayHello = null;
  };
}
