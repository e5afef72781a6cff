import { Button, Empty, Logo } from "@pingback/ui";
import { useEffect } from "react";
import { NoAnswer, Problem } from "../api";
import { type FailureProps, Link } from "../routing";
import { t } from "../texts";
import { sentence } from "./failure";
import styles from "./outcomes.module.css";

export function NotFound() {
  return (
    <main className={styles.whole}>
      <Empty wholePage title={t.frame.notFoundTitle} actions={<Link to="/inbox">{t.frame.toInbox}</Link>}>
        {t.frame.notFound}
      </Empty>
    </main>
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
