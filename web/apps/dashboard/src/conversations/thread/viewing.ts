import { useEffect, useSyncExternalStore } from "react";
import type { Viewing } from "../../realtime/events";
import { useRealtime } from "../../realtime/provider";

const REPEAT_EVERY = 20_000;
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

/** Tells the others that this page shows the conversation, as long as somebody can see it. */
export function useViewingSignal(conversationId: string) {
  const { connection, state } = useRealtime();
  const live = state.kind === "live" || state.kind === "back";
  useEffect(() => {
    if (!connection || !live) return;
    let shown = false;
    const tell = () => {
      const visible = document.visibilityState === "visible";
      if (visible || shown) connection.viewing(conversationId, visible);
      shown = visible;
    };
    tell();
    sayHello = { conversationId, run: tell };
    const timer = setInterval(tell, REPEAT_EVERY);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
      if (sayHello?.run === tell) sayHello = null;
      if (shown) connection.viewing(conversationId, false);
    };
  }, [connection, live, conversationId]);
}
