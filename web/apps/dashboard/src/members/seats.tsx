import type { Usage } from "@pingback/api";
import { classes } from "@pingback/ui";
import { Users } from "lucide-react";
import { useMay, useMe } from "../accounts/me";
import { UpgradeButton } from "../billing/upgrade-button";
import { Link } from "../routing";
import { members as memberWords } from "../texts/members";
import { usage as usageWords } from "../texts/settings";
import styles from "./seats.module.css";

/** More than this many seats are told by the numbers alone. */
const MOST_BARS = 20;

export function Seats({ usage, alone }: { usage: Usage; alone: boolean }) {
  const me = useMe();
  const mayPay = useMay("billing.manage");
  if (alone) return <Alone mayPay={mayPay} />;
  const { used, limit } = usage.agents;
  return (
    <section className={styles.seats} aria-label={memberWords.seatsLabel}>
      <p className={styles.figure}>{memberWords.seats(used, limit)}</p>
      {limit !== null && limit <= MOST_BARS && (
        <span className={styles.bars} aria-hidden="true">
          {Array.from({ length: limit }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
            <span key={i} className={classes(styles.bar, i < used && styles.taken)} />
          ))}
        </span>
      )}
      <p className={styles.hint}>{memberWords.seatsHint(usage.plan_name, me.team_role === "owner")}</p>
      <Link to="/settings/usage">{memberWords.planLink}</Link>
    </section>
  );
}

function Alone({ mayPay }: { mayPay: boolean }) {
  const [, mini, pro] = usageWords.plans;
  return (
    <section className={styles.alone}>
      <div className={styles.aloneHead}>
        <span className={styles.aloneIcon}>
          <Users size={20} strokeWidth={1.75} aria-hidden />
        </span>
        <div>
          <h2 className={styles.aloneTitle}>{memberWords.aloneTitle}</h2>
          <p className={styles.aloneText}>{memberWords.alone}</p>
        </div>
      </div>
      {mayPay && (
        <div className={styles.plans}>
          {[mini, pro].map((plan, i) => (
            <div key={plan} className={styles.plan}>
              <div>
                <h3 className={styles.planName}>{plan}</h3>
                <p>{memberWords.planSeats(usageWords.rows[0]?.values[i + 1] ?? "")}</p>
                <p className={styles.planMore}>
                  {memberWords.planMore(
                    usageWords.rows[1]?.values[i + 1] ?? "",
                    usageWords.rows[3]?.values[i + 1] ?? "",
                  )}
                </p>
              </div>
              <UpgradeButton plan={plan === "Mini" ? "mini" : "pro"} primary={plan === "Pro"} />
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
