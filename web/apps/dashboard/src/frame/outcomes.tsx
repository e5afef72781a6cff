import { Button, Empty, Logo } from "@pingback/ui";
import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { NoAnswer, Problem } from "../api";
import { type FailureProps, Link } from "../routing";
import { t } from "../texts";
import { sentence } from "./failure";
import styles from "./outcomes.module.css";
import { useTitle } from "./title";

/** Where an address leads to no page: inside the frame, whose navigation leads on. */
export function NotFound() {
  useTitle(t.frame.notFoundTitle);
  return (
    <div className={styles.whole}>
      <Empty wholePage title={t.frame.notFoundTitle} actions={<Link to="/inbox">{t.frame.toInbox}</Link>}>
        {t.frame.notFound}
      </Empty>
    </div>
  );
}

export function Pending() {
  return (
    <p role="status" className={styles.pending}>
      <Logo size={32} />
      {t.frame.loading}…
    </p>
  );
}

/** An alert: a status that comes together with its element is not read out everywhere. */
export function Waiting() {
  return (
    <div role="alert" className={styles.waiting}>
      <WifiOff size={16} strokeWidth={1.75} aria-hidden />
      {t.frame.waiting}
    </div>
  );
}

/** A server that restarts is back in a moment; nobody should have to press for that. */
const TRY_AGAIN_AFTER = 5000;

export function Failed({ error, onAgain }: FailureProps) {
  const isSilent = error instanceof NoAnswer;
  useEffect(() => {
    if (!isSilent) return;
    const timer = setTimeout(onAgain, TRY_AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [isSilent, onAgain]);
  // What the server said may be different now. Anything else is in the page, and a fresh one is without it.
  const again = isSilent || error instanceof Problem ? onAgain : () => location.reload();
  return (
    <main className={styles.whole}>
      <Empty
        wholePage
        title={t.frame.failedTitle}
        actions={<Button onPress={again}>{t.frame.tryAgain}</Button>}
      >
        {sentence(error)}
      </Empty>
    </main>
  );
}
