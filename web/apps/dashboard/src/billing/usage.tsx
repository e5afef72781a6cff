import type { Quota, Usage as UsageData } from "@pingback/api";
import { Button, Meter, Notice, Pill, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, type LucideIcon, MessageSquareText, Plug, TriangleAlert, Users } from "lucide-react";
import { useMay, useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { SettingsPage } from "../settings/settings-page";
import { t } from "../texts";
import { usage as usageWords } from "../texts/settings";
import { count, utcDate } from "../texts/times";
import { usageQuery } from "./queries";
import { UpgradeButton } from "./upgrade-button";
import styles from "./usage.module.css";

type Feature = "messages" | "agents" | "channels" | "kb_articles";

const FEATURES: readonly { feature: Feature; Icon: LucideIcon }[] = [
  { feature: "messages", Icon: MessageSquareText },
  { feature: "agents", Icon: Users },
  { feature: "channels", Icon: Plug },
  { feature: "kb_articles", Icon: BookOpen },
];

const NEAR = 0.85;

export default function Usage() {
  const me = useMe();
  const mayPay = useMay("billing.manage");
  const usage = useQuery(usageQuery(me.business.id));
  const plan = usage.data?.plan_name ?? "";
  const intro = usageWords.intro(me.business.name, plan);
  return (
    <SettingsPage
      title={usageWords.title}
      intro={
        usage.data && (
          <>
            {intro.before}
            <strong>{intro.plan}</strong>
            {intro.after} {!mayPay && usageWords.onlyOwner}
          </>
        )
      }
      action={mayPay && usage.data && <Upgrades plan={plan} />}
    >
      {usage.isPending && <Skeleton rows={2} height={90} label={t.frame.loading} />}
      {usage.isError && (
        <Notice
          tone="error"
          action={<Button onPress={() => void usage.refetch()}>{t.frame.tryAgain}</Button>}
        >
          {sentence(usage.error)}
        </Notice>
      )}
      {usage.data && <Figures usage={usage.data} />}
      <Notice title={usageWords.limitTitle}>{usageWords.limit}</Notice>
      <Plans current={plan} />
    </SettingsPage>
  );
}

function Upgrades({ plan }: { plan: string }) {
  if (plan === "Pro") return null;
  return (
    <>
      {plan === "Free" && <UpgradeButton plan="mini" />}
      <UpgradeButton plan="pro" primary />
    </>
  );
}

function Figures({ usage }: { usage: UsageData }) {
  return (
    <div className={styles.figures}>
      {FEATURES.map(({ feature, Icon }) => {
        const { used, limit, resets_at } = usage[feature];
        const said =
          limit === null
            ? `${count(used)}, ${usageWords.unlimited}`
            : usageWords.of(count(used), count(limit));
        const near = limit !== null && limit > 0 && used / limit >= NEAR;
        return (
          <section key={feature} className={styles.figure} aria-label={usageWords.features[feature]}>
            <h2 className={styles.name}>
              <Icon size={16} strokeWidth={1.75} aria-hidden />
              {usageWords.features[feature]}
              <span className={styles.value}>
                <strong>{count(used)}</strong> {limit === null ? usageWords.unlimited : `of ${count(limit)}`}
              </span>
            </h2>
            {limit !== null && limit > 0 && (
              <Meter
                label={usageWords.features[feature]}
                value={used}
                max={limit}
                text={said}
                warnAt={NEAR}
              />
            )}
            <p className={near ? styles.near : styles.hint}>
              {near && <TriangleAlert size={14} strokeWidth={2} aria-hidden />}
              {hint(feature, usage[feature])} {resets_at && usageWords.resets(utcDate(resets_at))}
            </p>
          </section>
        );
      })}
    </div>
  );
}

function hint(feature: Feature, { used, limit }: Quota): string {
  if (limit === null) return "";
  if (feature === "agents" && limit === 0) return usageWords.noSeats;
  if (used >= limit) return feature === "agents" ? usageWords.fullSeats : usageWords.full;
  if (used / limit >= NEAR) return usageWords.near;
  return feature === "messages" ? "" : usageWords.room(limit - used);
}

function Plans({ current }: { current: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={usageWords.compare}>
        <table className={styles.table} aria-label={usageWords.compare}>
          <thead>
            <tr>
              <th scope="col">{usageWords.compare}</th>
              {usageWords.plans.map((plan) => (
                <th key={plan} scope="col" className={plan === current ? styles.mine : undefined}>
                  {plan} {plan === current && <Pill tone="brand">{usageWords.yours}</Pill>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {usageWords.rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {row.values.map((value, i) => (
                  <td
                    key={usageWords.plans[i]}
                    className={usageWords.plans[i] === current ? styles.mine : undefined}
                  >
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.foot}>
        {usageWords.downgrade} {usageWords.adjusted}
      </p>
    </>
  );
}
