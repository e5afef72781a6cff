import { useEffect, useMemo } from "react";
import { useRealtime } from "../../realtime/provider";

/** The others forget a typing after 6 s; repeating it sooner keeps it up. */
const REPEAT_AFTER = 3000;
const IDLE_AFTER = 5000;

/** Tells the customer and the team that somebody types, not more often than needed. */
export function useTypingSignal(conversationId: string) {
  const { connection } = useRealtime();
  const signal = useMemo(() => {
    let told = 0;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(idle);
      if (told > 0) connection?.typing(conversationId, false);
      told = 0;
    };
    const typed = (anything: boolean) => {
      if (!anything) return stop();
      clearTimeout(idle);
      idle = setTimeout(stop, IDLE_AFTER);
      if (Date.now() - told < REPEAT_AFTER) return;
      told = Date.now();
      connection?.typing(conversationId, true);
    };
    return { typed, stop };
  }, [connection, conversationId]);
  useEffect(() => signal.stop, [signal]);
  return signal;
}
