import { useEffect } from "react";
import { useRealtime } from "../../realtime/provider";
import { onNewViewer } from "../viewers";

const REPEAT_EVERY = 20_000;

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
    const forgetHello = onNewViewer(conversationId, tell);
    const timer = setInterval(tell, REPEAT_EVERY);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
      forgetHello();
      if (shown) connection.viewing(conversationId, false);
    };
  }, [connection, live, conversationId]);
}
