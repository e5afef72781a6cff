import type { Conversation, ConversationStatus } from "@pingback/api";
import { Avatar, Button, Dialog, IconButton, Pill, type PillProps } from "@pingback/ui";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Ban, Check, Circle, Clock, type LucideIcon, PanelRight, RotateCcw } from "lucide-react";
import { type Ref, useEffect, useRef, useState } from "react";
import { useIsPhone } from "../frame/media";
import { t } from "../texts";
import { useConversationStatus } from "./actions";
import { AssigneePicker } from "./assignee-picker";
import { ChannelMark, channelName } from "./channel-mark";
import { ConversationDetails } from "./conversation-details";
import { customerName } from "./conversation-row";
import styles from "./thread-header.module.css";

const PILLS: Record<ConversationStatus, { tone: NonNullable<PillProps["tone"]>; Icon: LucideIcon }> = {
  open: { tone: "green", Icon: Circle },
  pending: { tone: "amber", Icon: Clock },
  resolved: { tone: "neutral", Icon: Check },
  closed: { tone: "neutral", Icon: Ban },
};

export function ThreadHeader({ conversation, wide }: { conversation: Conversation; wide: boolean }) {
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [detailsOpen, setDetailsOpen] = useState(false);
  const { status, channel_type } = conversation;
  const name = customerName(conversation);
  const { tone, Icon } = PILLS[status];
  // Beside the list the inbox is the page; alone on a phone the conversation is.
  const Heading = phone ? "h1" : "h2";
  const pill = (
    <Pill tone={tone} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
      {t.conversations.statuses[status]}
    </Pill>
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
        <Heading className={styles.name}>{name}</Heading>
        <span className={styles.meta}>
          <span className={styles.number}>{t.conversations.number(conversation.number)}</span>
          {!phone && (
            <span className={styles.channel}>
              <Pill icon={<ChannelMark type={channel_type} />}>{channelName(channel_type)}</Pill>
            </span>
          )}
          {pill}
        </span>
      </div>
      <div className={styles.actions}>
        {!wide && <AssigneePicker compact conversation={conversation} />}
        {!wide && !phone && (
          <IconButton label={t.thread.details} onPress={() => setDetailsOpen(true)}>
            <PanelRight size={18} strokeWidth={1.75} />
          </IconButton>
        )}
        <StatusButtons conversation={conversation} phone={phone} />
      </div>
      {!wide && (
        <Dialog
          title={name}
          isOpen={detailsOpen}
          onClose={() => setDetailsOpen(false)}
          dismissLabel={t.frame.dismiss}
        >
          <ConversationDetails conversation={conversation} withoutHead />
        </Dialog>
      )}
    </header>
  );
}

/** The first button is Resolve or Reopen, one and the same: what was pressed stays, with the focus on it. */
function StatusButtons({ conversation, phone }: { conversation: Conversation; phone: boolean }) {
  const change = useConversationStatus(conversation);
  const first = useRef<HTMLButtonElement>(null);
  const { status } = conversation;
  const done = status === "resolved" || status === "closed";

  // Close goes with its press; the way back takes the focus over.
  useEffect(() => {
    if (status === "closed" && document.activeElement === document.body) first.current?.focus();
  }, [status]);

  const button = (label: string, to: ConversationStatus, Icon: LucideIcon, ref?: Ref<HTMLButtonElement>) =>
    phone ? (
      <IconButton {...(ref ? { ref } : {})} label={label} onPress={() => change.mutate(to)}>
        <Icon size={20} strokeWidth={1.75} />
      </IconButton>
    ) : (
      <Button
        {...(ref ? { ref } : {})}
        variant={to === "closed" ? "quiet" : "secondary"}
        size="small"
        icon={<Icon size={16} strokeWidth={1.75} aria-hidden />}
        busy={change.isPending && change.variables === to}
        onPress={() => change.mutate(to)}
      >
        {label}
      </Button>
    );
  return (
    <>
      {done
        ? button(t.thread.reopen, "open", RotateCcw, first)
        : button(t.thread.resolve, "resolved", Check, first)}
      {status !== "closed" && button(t.thread.close, "closed", Ban)}
    </>
  );
}
