import { classes } from "@pingback/ui";
import { Suspense } from "react";
import { useIsPhone } from "../frame/media";
import { useTitle } from "../frame/title";
import { Outlet, useParam } from "../routing";
import { t } from "../texts";
import styles from "./inbox.module.css";
import { InboxHead } from "./list/inbox-head";
import { InboxList } from "./list/inbox-list";
import { useInboxFilter } from "./use-filter";

export default function Inbox() {
  useTitle(t.frame.inbox);
  const phone = useIsPhone();
  const number = useParam("number");
  const thread = (
    <div className={styles.thread}>
      <Suspense>
        <Outlet />
      </Suspense>
    </div>
  );
  // One pane on a phone: the list, or the conversation over it.
  if (phone) return number ? thread : <ListPane phone />;
  return (
    <div className={styles.panes}>
      <ListPane />
      {thread}
    </div>
  );
}

function ListPane({ phone }: { phone?: boolean }) {
  const inbox = useInboxFilter();
  return (
    <section className={classes(styles.list, phone && styles.phone)} aria-label={t.frame.inbox}>
      {phone ? <InboxHead /> : <h1 className="visually-hidden">{t.frame.inbox}</h1>}
      <InboxList inbox={inbox} />
    </section>
  );
}
