import type { Message } from "@pingback/api";
import { Button, classes } from "@pingback/ui";
import { CircleAlert, RefreshCw } from "lucide-react";
import { useMe } from "../../accounts/me";
import { t } from "../../texts";
import { outbox } from "../composer/outbox-store";
import styles from "./message-bubble.module.css";

/** Why the customer never got a message that the server has, and the way to send the same once more. */
export function NotDelivered({ message, conversationId }: { message: Message; conversationId: string }) {
  const me = useMe();
  const again = () =>
    outbox.add({
      // Pressed twice, it is still sent once more and not twice.
      key: message.id,
      businessId: me.business.id,
      conversationId,
      content: message.content,
      attachments: [],
      isPrivate: false,
      seen: null,
      after: message.id,
    });
  return (
    <div className={classes(styles.tick, styles.tickFailed)}>
      <CircleAlert size={14} strokeWidth={2} aria-hidden />
      <span className={styles.reason}>
        {t.thread.notSent(message.delivery_error ?? t.thread.unknownReason)}
      </span>
      {/* Its files belong to it: another message without them would not be the same. */}
      {message.attachments.length === 0 && (
        <Button size="small" icon={<RefreshCw size={14} strokeWidth={2} aria-hidden />} onPress={again}>
          {t.thread.sendAgain}
        </Button>
      )}
    </div>
  );
}
