import { t } from "../../texts";
import { useTyping } from "../typing";
import styles from "./message-log.module.css";

/** Who is typing, in words; its place is kept so that nothing jumps. */
export function TypingRow({
  conversationId,
  name,
}: {
  conversationId: string;
  name: (userId: string | null) => string;
}) {
  const typing = useTyping(conversationId);
  return (
    <div role="status" className={styles.typing}>
      {typing.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          {t.thread.typing(typing.map(name))}
        </>
      )}
    </div>
  );
}
