import { Button, Empty } from "@pingback/ui";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { t } from "../texts";
import { sentence } from "./failure";

export function NotFound() {
  return (
    <Empty title={t.frame.notFoundTitle} actions={<Link to="/inbox">{t.frame.toInbox}</Link>}>
      {t.frame.notFound}
    </Empty>
  );
}

export function Pending() {
  return (
    <p role="status" className="visually-hidden">
      {t.frame.loading}
    </p>
  );
}

export function Failed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Empty
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
  );
}
