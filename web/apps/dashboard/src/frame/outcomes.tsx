import { Button, Empty, Logo } from "@pingback/ui";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { NoAnswer } from "../api";
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

export function Failed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  useEffect(() => {
    if (!(error instanceof NoAnswer)) return;
    const timer = setTimeout(() => void router.invalidate(), TRY_AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [error, router]);
  return (
    <main className={styles.whole}>
      <Empty
        wholePage
        title={t.frame.failedTitle}
        actions={
          <Button
            onPress={() => {
              reset();
              void router.invalidate();
            }}
          >
            {t.frame.tryAgain}
          </Button>
        }
      >
        {sentence(error instanceof Error ? error : new Error(String(error)))}
      </Empty>
    </main>
  );
}
