import { classes, Select } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Suspense } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useMe } from "../accounts/me";
import { useIsPhone } from "../frame/media";
import { StatusMenu } from "../frame/status-menu";
import { useTitle } from "../frame/title";
import { t } from "../texts";
import { ConversationList } from "./conversation-list";
import { type Filter, STATUSES, TABS, type Tab as TabId } from "./filter";
import styles from "./inbox.module.css";
import { countsQuery } from "./queries";

const STATUS_OPTIONS = STATUSES.map((id) => ({ id, label: t.conversations.statuses[id] }));

export default function Inbox() {
  useTitle(t.frame.inbox);
  const phone = useIsPhone();
  const number = useParams({ strict: false, select: (params) => params.number });
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
  const me = useMe();
  const navigate = useNavigate();
  const counts = useQuery(countsQuery(me.business.id)).data;
  const search = useSearch({ from: "/inside/inbox" });
  const number = useParams({ strict: false, select: (params) => params.number });
  const filter: Filter = { tab: search.tab ?? "all", status: search.status ?? "open" };

  // The filter lives in the address: a reload, a link and the back button keep it.
  const show = (next: Partial<Filter>) => {
    const { tab, status } = { ...filter, ...next };
    void navigate({
      to: number ? "/inbox/$number" : "/inbox",
      ...(number ? { params: { number } } : {}),
      search: { ...(tab === "all" ? {} : { tab }), ...(status === "open" ? {} : { status }) },
    });
  };

  return (
    <section className={classes(styles.list, phone && styles.phone)} aria-label={t.frame.inbox}>
      {phone ? (
        <header className={styles.phoneHead}>
          <h1 className={styles.phoneTitle}>{t.frame.inbox}</h1>
          <StatusMenu compact />
        </header>
      ) : (
        <h1 className="visually-hidden">{t.frame.inbox}</h1>
      )}
      <Tabs
        className={styles.tabs ?? ""}
        selectedKey={filter.tab}
        onSelectionChange={(tab) => show({ tab: tab as TabId })}
      >
        <TabList className={styles.tabList ?? ""} aria-label={t.conversations.tabsLabel}>
          {TABS.map((tab) => (
            <Tab key={tab} id={tab} className={styles.tab ?? ""}>
              {t.conversations.tabs[tab]} <span className={styles.count}>{counts?.[tab]}</span>
            </Tab>
          ))}
        </TabList>
        <div className={styles.filters}>
          <Select
            kind="bar"
            label={t.conversations.statusLabel}
            options={STATUS_OPTIONS}
            value={filter.status}
            onChange={(status) => show({ status })}
          />
        </div>
        {TABS.map((tab) => (
          <TabPanel key={tab} id={tab} className={styles.panel ?? ""}>
            <ConversationList filter={{ ...filter, tab }} current={number ?? null} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  );
}
