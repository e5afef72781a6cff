import { Button, Notice, part, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { RowActions } from "../settings/row-actions";
import styles from "../settings/settings-list.module.css";
import { SettingsPage } from "../settings/settings-page";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import { type CannedReply, cannedRepliesQuery } from "./queries";

const ReplyDialog = part(() => import("./settings-reply-dialog"));
const DeleteReplyDialog = part(() => import("./settings-delete-dialog"));

const words = settingsPages.replies;

export default function CannedReplySettings() {
  const replies = useQuery(cannedRepliesQuery(useMe().business.id));
  const mayShare = useMay("settings.manage");
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const [removed, setRemoved] = useState<CannedReply | null>(null);
  const list = (isShared: boolean) => (
    <ReplyList
      title={isShared ? words.shared : words.own}
      intro={isShared ? words.sharedIntro : words.ownIntro}
      empty={isShared ? words.sharedEmpty : words.ownEmpty}
      locked={isShared && !mayShare}
      replies={(replies.data ?? []).filter((reply) => reply.is_shared === isShared)}
      onEdit={setEdited}
      onRemove={setRemoved}
    />
  );
  return (
    <SettingsPage
      title={words.title}
      intro={words.intro}
      action={
        <Button
          variant="primary"
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
          onPress={() => setEdited("new")}
        >
          {words.add}
        </Button>
      }
    >
      {replies.isPending ? (
        <Skeleton rows={4} height={56} label={t.frame.loading} />
      ) : replies.isError ? (
        <Notice
          tone="error"
          action={<Button onPress={() => void replies.refetch()}>{t.frame.tryAgain}</Button>}
        >
          {sentence(replies.error)}
        </Notice>
      ) : (
        <>
          {list(false)}
          {list(true)}
        </>
      )}
      <Suspense>
        {edited !== null && (
          <ReplyDialog reply={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
        )}
        {removed && <DeleteReplyDialog reply={removed} onClose={() => setRemoved(null)} />}
      </Suspense>
    </SettingsPage>
  );
}

interface ReplyListProps {
  title: string;
  intro: string;
  empty: string;
  locked: boolean;
  replies: readonly CannedReply[];
  onEdit: (reply: CannedReply) => void;
  onRemove: (reply: CannedReply) => void;
}

function ReplyList({ title, intro, empty, locked, replies, onEdit, onRemove }: ReplyListProps) {
  return (
    <section>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.intro}>{locked ? `${intro} ${words.locked}` : intro}</p>
      </header>
      {replies.length === 0 ? (
        <p className={styles.none}>{empty}</p>
      ) : (
        <ul className={styles.list} aria-label={title}>
          {replies.map((reply) => (
            <li key={reply.id} className={styles.item}>
              <span className={styles.words}>
                <span className={styles.name}>/{reply.shortcut}</span>
                <span className={styles.more}>{reply.content}</span>
              </span>
              {!locked && (
                <RowActions
                  editLabel={words.editOf(reply.shortcut)}
                  removeLabel={words.removeOf(reply.shortcut)}
                  onEdit={() => onEdit(reply)}
                  onRemove={() => onRemove(reply)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
