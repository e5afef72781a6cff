import type { Conversation } from "@pingback/api";
import { Button, Empty, part, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect } from "react";
import { useMe } from "../../accounts/me";
import { Problem } from "../../api";
import { sentence } from "../../frame/failure";
import { useTitle } from "../../frame/title";
import { useCommand } from "../../keyboard/use-command";
import { useSeen } from "../../notifications/actions";
import { useRealtime } from "../../realtime/provider";
import { Link, useNavigate, useParam } from "../../routing";
import { t } from "../../texts";
import { AnsweredMeanwhile } from "../composer/answered";
import { Composer } from "../composer/composer";
import { FileDrop } from "../composer/uploads-drop";
import { customerName } from "../customer-name";
import { ConversationDetails } from "../details/conversation-details";
import { threadQuery } from "../queries";
import { MessageLog } from "./message-log";
import { useDetails } from "./thread-details";
import { ThreadHeader } from "./thread-header";
import styles from "./thread-pane.module.css";
import { ThreadStateProvider } from "./thread-state";
import { useViewingSignal } from "./viewing-signal";

const DetailsDrawer = part(() => import("../details/drawer"));

/** Links to attachments are good for an hour; asking again in time keeps an open page working. */
const FRESH_LINKS = 50 * 60_000;

export default function ThreadPane() {
  const me = useMe();
  const number = useParam("number") ?? "";
  const { data, error, refetch } = useQuery({
    ...threadQuery(me.business.id, number),
    refetchInterval: FRESH_LINKS,
  });
  useNumberInAddress(number, data);

  if (data) return <Thread key={data.id} conversation={data} />;
  if (error) {
    const unknown = error instanceof Problem && (error.status === 404 || error.status === 422);
    return (
      <div className={styles.failed}>
        {unknown ? (
          <Empty title={t.conversations.notFoundTitle} actions={<Link to="/inbox">{t.frame.toInbox}</Link>}>
            {t.conversations.notFound}
          </Empty>
        ) : (
          <Empty
            title={t.frame.failedTitle}
            actions={<Button onPress={() => void refetch()}>{t.frame.tryAgain}</Button>}
          >
            {sentence(error)}
          </Empty>
        )}
      </div>
    );
  }
  return <Skeleton rows={4} height={72} label={t.frame.loading} />;
}

function Thread({ conversation }: { conversation: Conversation }) {
  const details = useDetails();
  const navigate = useNavigate();
  useCommand("back", () => void navigate({ to: "/inbox", search: true }));
  useTitle(`${customerName(conversation)} ${t.conversations.number(conversation.number)}`);
  useJoined(conversation.id);
  useViewingSignal(conversation.id);
  useSeen(conversation.id);
  const about = (
    <ConversationDetails conversation={conversation} isDrawer={!details.inPane} onHide={details.close} />
  );
  return (
    <ThreadStateProvider>
      <div className={styles.panes}>
        <FileDrop conversationId={conversation.id}>
          <section
            className={styles.thread}
            aria-label={`${customerName(conversation)}, ${t.conversations.number(conversation.number)}`}
          >
            <ThreadHeader conversation={conversation} hasDetails={details.inPane} onDetails={details.open} />
            <MessageLog conversation={conversation} />
            <Composer conversation={conversation} />
          </section>
        </FileDrop>
        {details.inPane && (
          <aside className={styles.details} aria-label={t.thread.details}>
            {about}
          </aside>
        )}
      </div>
      <Suspense>
        {details.inDrawer && <DetailsDrawer onClose={details.close}>{about}</DetailsDrawer>}
      </Suspense>
      <AnsweredMeanwhile conversation={conversation} />
    </ThreadStateProvider>
  );
}

/** A link that only knew the id ends at the address with the number. */
function useNumberInAddress(number: string, conversation: Conversation | undefined) {
  const navigate = useNavigate();
  const real = conversation && String(conversation.number);
  useEffect(() => {
    if (real && real !== number) {
      void navigate({ to: "/inbox/$number", params: { number: real }, search: true, replace: true });
    }
  }, [real, number, navigate]);
}

/** Typing is only told to those who have the conversation open. */
function useJoined(conversationId: string) {
  const { connection } = useRealtime();
  useEffect(() => {
    connection?.join(conversationId);
    return () => connection?.leave(conversationId);
  }, [connection, conversationId]);
}
