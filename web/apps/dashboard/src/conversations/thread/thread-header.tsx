import type { Conversation, ConversationStatus } from "@pingback/api";
import { Avatar, IconButton, Pill, type PillProps, part } from "@pingback/ui";
import { ArrowLeft, Ban, Check, Circle, Clock, type LucideIcon, PanelRight } from "lucide-react";
import { Suspense, useState } from "react";
import { useIsPhone } from "../../frame/media";
import { useNavigate } from "../../routing";
import { t } from "../../texts";
import { moment } from "../../texts/times";
import { useNow } from "../../texts/use-now";
import { useConversationStatus } from "../actions";
import { ChannelMark, channelName } from "../channel-mark";
import { customerName } from "../customer-name";
import { AssigneePicker } from "./assignee-picker";
import { SnoozeMenu } from "./snooze-menu";
import type { Choice } from "./thread-choice-dialog";
import styles from "./thread-header.module.css";
import { MoreMenu } from "./thread-more";
import { ResolveButton } from "./thread-resolve";
import { ViewingFaces } from "./viewing-faces";

const ChoiceDialog = part(() => import("./thread-choice-dialog"));

const PILLS: Record<ConversationStatus, { tone: NonNullable<PillProps["tone"]>; Icon: LucideIcon }> = {
  open: { tone: "green", Icon: Circle },
  pending: { tone: "amber", Icon: Clock },
  resolved: { tone: "neutral", Icon: Check },
  closed: { tone: "neutral", Icon: Ban },
};

interface ThreadHeaderProps {
  conversation: Conversation;
  /** The pane with the details is on the page, and the assignee in it. */
  hasDetails: boolean;
  onDetails: () => void;
}

export function ThreadHeader({ conversation, hasDetails, onDetails }: ThreadHeaderProps) {
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [choice, setChoice] = useState<Choice | null>(null);
  // Beside the list the inbox is the page; alone on a phone the conversation is.
  const Heading = phone ? "h1" : "h2";
  const more = (
    <MoreMenu conversation={conversation} phone={phone} onChoose={setChoice} onDetails={onDetails} />
  );
  return (
    <header className={styles.header}>
      {phone && (
        <>
          <IconButton label={t.frame.back} onPress={() => void navigate({ to: "/inbox", search: true })}>
            <ArrowLeft size={20} strokeWidth={1.75} />
          </IconButton>
          <span className={styles.face}>
            <Avatar
              name={conversation.customer?.name ?? null}
              seed={conversation.customer_id ?? conversation.id}
              size={32}
            />
          </span>
        </>
      )}
      <div className={styles.words}>
        <Heading className={styles.name}>{customerName(conversation)}</Heading>
        <Meta conversation={conversation} phone={phone} />
      </div>
      <ViewingFaces conversationId={conversation.id} />
      <div className={styles.actions}>
        {!hasDetails && <AssigneePicker compact conversation={conversation} />}
        {!phone && (
          <span className={styles.snooze}>
            <SnoozeMenu conversation={conversation} onPickTime={() => setChoice("time")} />
          </span>
        )}
        {!phone && more}
        {!phone && <CloseButton conversation={conversation} />}
        <ResolveButton conversation={conversation} phone={phone} onPickTime={() => setChoice("time")} />
        {phone && more}
        {!hasDetails && !phone && (
          <IconButton label={t.thread.details} onPress={onDetails}>
            <PanelRight size={18} strokeWidth={1.75} />
          </IconButton>
        )}
      </div>
      <Suspense>
        {choice && (
          <ChoiceDialog conversation={conversation} choice={choice} onClose={() => setChoice(null)} />
        )}
      </Suspense>
    </header>
  );
}

function Meta({ conversation, phone }: { conversation: Conversation; phone: boolean }) {
  const now = useNow();
  const { status, channel_type } = conversation;
  const { tone, Icon } = PILLS[status];
  const until = status === "pending" ? conversation.snoozed_until : null;
  return (
    <span className={styles.meta} data-timed={until !== null || undefined}>
      <span className={styles.number}>{t.conversations.number(conversation.number)}</span>
      {!phone && (
        <span className={styles.channel}>
          <Pill icon={<ChannelMark type={channel_type} />}>{channelName(channel_type)}</Pill>
        </span>
      )}
      <Pill tone={tone} icon={!until && <Icon size={12} strokeWidth={2} aria-hidden />}>
        {status === "pending" ? <Snoozed until={until} now={now} /> : t.conversations.statuses[status]}
      </Pill>
    </span>
  );
}

function Snoozed({ until, now }: { until: string | null; now: number }) {
  const whole = t.thread.snoozed(until && moment(until, now));
  return (
    <span className={styles.snoozed} title={whole}>
      {until ? whole : t.conversations.statuses.pending}
    </span>
  );
}

function CloseButton({ conversation }: { conversation: Conversation }) {
  const change = useConversationStatus(conversation);
  if (conversation.status === "closed") return null;
  return (
    <IconButton label={t.thread.close} onPress={() => change.mutate("closed")}>
      <Ban size={18} strokeWidth={1.75} />
    </IconButton>
  );
}
