import { Button, classes } from "@pingback/ui";
import { CircleAlert, Clock, RefreshCw } from "lucide-react";
import { useMe } from "../../accounts/me";
import { firstName } from "../../members/queries";
import { t } from "../../texts";
import type { Outgoing } from "../composer/outbox";
import { outbox } from "../composer/outbox-store";
import { takeBack } from "../composer/outbox-take-back";
import { Attachments } from "./attachments";
import styles from "./message-bubble.module.css";

/** A message of one's own that the server does not have yet. */
export function OutgoingBubble({ outgoing }: { outgoing: Outgoing }) {
  const me = useMe();
  const { state, isPrivate } = outgoing;
  const stopped = state === "failed" || state === "held";
  return (
    <article
      className={classes(styles.message, styles.out, styles.starts)}
      aria-label={firstName(me.user.full_name)}
    >
      <div
        className={classes(
          styles.bubble,
          isPrivate && styles.note,
          stopped ? styles.failed : styles.underWay,
        )}
      >
        {outgoing.content && <p className={styles.text}>{outgoing.content}</p>}
        <Attachments attachments={outgoing.attachments} />
      </div>
      {stopped ? (
        <Stopped outgoing={outgoing} />
      ) : (
        <p className={styles.tick}>
          <Clock size={14} strokeWidth={2} aria-hidden />
          {state === "sending" ? t.thread.ticks.sending : t.thread.ticks.waiting}
        </p>
      )}
    </article>
  );
}

function Stopped({ outgoing }: { outgoing: Outgoing }) {
  const me = useMe();
  const { state, reason, key } = outgoing;
  return (
    <div className={classes(styles.tick, styles.tickFailed)} role="alert">
      <CircleAlert size={14} strokeWidth={2} aria-hidden />
      <span className={styles.reason}>
        {state === "held" ? t.thread.held : t.thread.notSent(reason ?? "")}
      </span>
      {state === "failed" && (
        <Button
          size="small"
          icon={<RefreshCw size={14} strokeWidth={2} aria-hidden />}
          onPress={() => outbox.retry(key)}
        >
          {t.thread.retry}
        </Button>
      )}
      <Button size="small" onPress={() => takeBack(outgoing, me.user.id)}>
        {t.thread.edit}
      </Button>
    </div>
  );
}
