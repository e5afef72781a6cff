import { Check, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { type ShownState, useRealtime } from "../realtime/provider";
import { t } from "../texts";
import styles from "./connection-pill.module.css";

/** A blink of the network is nobody's business. */
const SAY_AFTER = 1200;

export function ConnectionPill() {
  const { connection, state } = useRealtime();
  const lost = useLasting(state.kind === "lost", SAY_AFTER);
  const seconds = useSecondsUntil(state.kind === "lost" ? state.retryAt : null);
  return (
    <div className={styles.place}>
      <div role="status" className={styles.live}>
        {state.kind === "back" && <BackPill complete={state.complete} />}
        {lost && state.kind === "lost" && (
          <div className={styles.lost}>
            <WifiOff size={16} strokeWidth={1.75} aria-hidden />
            <strong>{navigator.onLine ? t.connection.lost : t.connection.offlineTitle}</strong>
            {/* Read out once, not every second. */}
            <span className={styles.text} aria-hidden="true">
              {words(seconds)}
            </span>
            <button type="button" className={styles.button} onClick={() => connection?.tryNow()}>
              {t.connection.tryNow}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

function BackPill({ complete }: { complete: boolean }) {
  return (
    <div className={styles.back}>
      <Check size={16} strokeWidth={1.75} aria-hidden />
      <strong>{complete ? t.connection.back : t.connection.refetched}</strong>
    </div>
  );
}

function words(seconds: number | null): string {
  if (!navigator.onLine) return t.connection.offline;
  return seconds === null || seconds <= 0 ? t.connection.trying : t.connection.again(seconds);
}

function useLasting(on: boolean, delay: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(on), on ? delay : 0);
    return () => clearTimeout(timer);
  }, [on, delay]);
  return lasting && on;
}

function useSecondsUntil(at: number | null): number | null {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? null : Math.ceil((at - now) / 1000);
}

export function isLost(state: ShownState): boolean {
  return state.kind === "lost";
}
