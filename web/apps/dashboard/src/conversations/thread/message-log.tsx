import type { Activity, Conversation, Member } from "@pingback/api";
import { Button, IconButton } from "@pingback/ui";
import { ArrowDown } from "lucide-react";
import { useMemo, useState, useSyncExternalStore } from "react";
import { useMe } from "../../accounts/me";
import { useLabels } from "../../labels/queries";
import { firstName, nameOf, useMembers } from "../../members/queries";
import { t } from "../../texts";
import { dayLine, moment } from "../../texts/times";
import { useNow } from "../../texts/use-now";
import { notYetIn } from "../composer/outbox";
import { outbox } from "../composer/outbox-store";
import { customerName } from "../customer-name";
import type { Names } from "./activity";
import { ActivityLine } from "./activity-line";
import { MessageBubble } from "./message-bubble";
import { useFollow } from "./message-follow";
import styles from "./message-log.module.css";
import { OutgoingBubble } from "./message-outgoing";
import { useReading, useSeenMessage } from "./message-reading";
import { firstUnread, type Line, linesOf } from "./thread-lines";
import { MESSAGES, useThreadState } from "./thread-state";
import { TypingRow } from "./typing-row";

const NOTHING: readonly Activity[] = [];

export function MessageLog({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const now = useNow();
  const members = useMembers();
  const names = useNames(members);
  const { seen, unreadFrom } = useThreadState();
  const { messages } = conversation;
  const activity = conversation.activity ?? NOTHING;
  // What was unread when the conversation was opened; the mark stays while it is open.
  const [firstNewId] = useState(() => firstUnread(messages, conversation.unread_count ?? 0));
  const lines = useMemo(() => linesOf(messages, activity, firstNewId), [messages, activity, firstNewId]);
  const queue = useSyncExternalStore(outbox.subscribe, outbox.get);
  const outgoing = notYetIn(
    messages,
    queue.filter((entry) => entry.conversationId === conversation.id),
    me.user.id,
  );
  const { scroller, unseen, toEnd, onScroll, following } = useFollow(
    messages.length,
    outgoing.length,
    `${activity.length} ${outgoing.map((entry) => entry.state).join(" ")}`,
  );
  const newest = messages.findLast((m) => m.sender_type === "customer");
  useReading(conversation, following, unreadFrom !== null && unreadFrom === newest?.id);
  useSeenMessage(conversation, following, seen);

  return (
    <div className={styles.area}>
      <div
        ref={scroller}
        id={MESSAGES}
        role="log"
        aria-label={t.thread.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={styles.log}
        onScroll={onScroll}
      >
        {lines.map((line) => (
          <LogLine
            key={line.key}
            line={line}
            conversation={conversation}
            members={members}
            names={names}
            now={now}
          />
        ))}
        {outgoing.map((entry) => (
          <OutgoingBubble key={entry.key} outgoing={entry} />
        ))}
      </div>
      <TypingRow
        conversationId={conversation.id}
        name={(userId) => firstName(nameOf(members, userId) ?? customerName(conversation))}
      />
      {!following && (
        <div className={styles.jump}>
          {unseen > 0 ? (
            <Button size="small" icon={<ArrowDown size={14} strokeWidth={2} aria-hidden />} onPress={toEnd}>
              {t.thread.newMessages(unseen)}
            </Button>
          ) : (
            <IconButton bordered label={t.thread.toBottom} onPress={toEnd}>
              <ArrowDown size={16} strokeWidth={1.75} />
            </IconButton>
          )}
        </div>
      )}
    </div>
  );
}

/** How sentences about what happened call people, labels and times. */
function useNames(members: readonly Member[]): Names {
  const labels = useLabels();
  return useMemo(
    () => ({
      member: (id) => firstName(nameOf(members, id) ?? "") || t.thread.activity.someone,
      label: (id) => labels.find((label) => label.id === id)?.name ?? t.thread.activity.aLabel,
      when: (iso) => moment(iso, Date.now()),
    }),
    [members, labels],
  );
}

interface LogLineProps {
  line: Line;
  conversation: Conversation;
  members: readonly Member[];
  names: Names;
  now: number;
}

function LogLine({ line, conversation, members, names, now }: LogLineProps) {
  switch (line.kind) {
    case "day":
      return <p className={styles.day}>{dayLine(line.iso, now)}</p>;
    case "new":
      return <p className={styles.new}>{t.thread.newMessages(line.count)}</p>;
    case "system":
      return <p className={styles.system}>{line.message.content}</p>;
    case "activity":
      return <ActivityLine activity={line.activity} names={names} />;
    case "message":
      return (
        <MessageBubble
          message={line.message}
          conversationId={conversation.id}
          customer={conversation.customer}
          members={members}
          startsGroup={line.startsGroup}
          endsGroup={line.endsGroup}
        />
      );
  }
}
