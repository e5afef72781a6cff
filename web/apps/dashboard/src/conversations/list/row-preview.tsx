import type { DraftRef } from "@pingback/api";
import { classes } from "@pingback/ui";
import { Lock, Pencil } from "lucide-react";
import { firstName, nameOf } from "../../members/queries";
import { t } from "../../texts";
import type { Listed } from "../fields";
import { TheoMark } from "../theo-mark";
import { useTyping } from "../typing";
import styles from "./conversation-row.module.css";
import { useRowWorld } from "./row-world";

interface RowPreviewProps {
  conversation: Listed;
  draft: DraftRef | undefined;
  isUnread: boolean;
}

/** What was said last, and by whom; that the customer types; that the caller has begun to write. */
export function RowPreview({ conversation, draft, isUnread }: RowPreviewProps) {
  const { myId, members } = useRowWorld();
  const typing = useTyping(conversation.id);
  if (typing.includes(null) || typing.includes(conversation.customer_id))
    return <span className={styles.typing}>{t.lists.isTyping}</span>;

  const message = conversation.messages.at(-1);
  const isOurs = message?.sender_type === "agent" || message?.sender_type === "ai";
  const sender =
    message?.sender_type === "ai"
      ? t.conversations.theo
      : message?.sender_id === myId
        ? t.conversations.you
        : firstName(nameOf(members, message?.sender_id ?? null) ?? "");
  const text = message
    ? message.content || t.conversations.attachment(message.attachments.length)
    : t.conversations.noMessage;
  return (
    <span dir="auto" className={classes(styles.preview, isUnread && styles.unread)}>
      {draft && (
        <span className={styles.draft}>
          <Pencil size={12} strokeWidth={2} aria-hidden />
          {draft.is_private ? t.lists.draftNote : t.lists.draft}
        </span>
      )}
      {message?.is_private && (
        <Lock size={12} strokeWidth={2} aria-label={t.conversations.privateNotePrefix} />
      )}
      {message?.sender_type === "ai" && <TheoMark size={13} />}
      {isOurs && sender && `${t.conversations.from(sender)} `}
      {text}
    </span>
  );
}
