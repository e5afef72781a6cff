import type { Visit } from "@pingback/api";
import { t } from "../texts";
import { languageName, longAgo, timeIn } from "../texts/times";
import { useNow } from "../texts/use-now";
import { Fact } from "./customer-facts";
import styles from "./customer-facts.module.css";
import { isWebAddress, placeOf } from "./visit";

/** Where the customer was when the widget last told: the page, the browser, the time of day there. */
export function CustomerVisit({ visit }: { visit: Visit }) {
  const now = useNow();
  const { page_url, page_title, referrer, language, browser, os, timezone, seen_at } = visit;
  const local = timezone ? timeIn(timezone, now) : null;
  return (
    <dl className={styles.facts}>
      {page_url && (
        <Fact name={t.customers.page}>
          <Address url={page_url}>{page_title || page_url}</Address>
        </Fact>
      )}
      {referrer && (
        <Fact name={t.customers.referrer}>
          <Address url={referrer}>{referrer}</Address>
        </Fact>
      )}
      {browser && <Fact name={t.customers.browser}>{os ? t.customers.browserOn(browser, os) : browser}</Fact>}
      {language && <Fact name={t.customers.language}>{languageName(language)}</Fact>}
      {local && timezone && (
        <Fact name={t.customers.localTime}>{t.customers.timeIn(local, placeOf(timezone))}</Fact>
      )}
      {seen_at && <Fact name={t.customers.lastSeen}>{longAgo(seen_at, now)}</Fact>}
    </dl>
  );
}

/** What a visitor's page said: only web addresses become links. */
function Address({ url, children }: { url: string; children: string }) {
  if (!isWebAddress(url)) return children;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={url}>
      {children}
    </a>
  );
}
