import type { Conversation, Member } from "@pingback/api";
import { Button } from "@pingback/ui";
import { ArrowDown } from "lucide-react";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useMe } from "../accounts/me";
import { firstName, nameOf, useMembers } from "../members/queries";
import { useRealtime } from "../realtime/provider";
import { t } from "../texts";
import { dayLine } from "../texts/times";
import { useNow } from "../texts/use-now";
import { customerName } from "./conversation-row";
import { MessageBubble, OutgoingBubble } from "./message-bubble";
import styles from "./message-log.module.css";
import { notYetIn } from "./outbox";
import { outbox } from "./outbox-store";
import { type Line, linesOf } from "./thread-lines";
import { useTyping } from "./typing";

/** Within this many pixels of the end, somebody is reading along. */
const NEAR_END = 80;

export function MessageLog({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const now = useNow();
  const members = useMembers();
  const { messages } = conversation;
  // What was unread when the conversation was opened; the mark stays while it is open.
  const [firstNewId] = useState(() => firstUnread(conversation));
  const lines = useMemo(() => linesOf(messages, firstNewId), [messages, firstNewId]);
  const queue = useSyncExternalStore(outbox.subscribe, outbox.get);
  const outgoing = notYetIn(
    messages,
    queue.filter((entry) => entry.conversationId === conversation.id),
    me.user.id,
  );
  const { scroller, unseen, toEnd, onScroll, following } = useFollow(messages.length, outgoing.length);
  useReading(conversation, following);

  return (
    <div className={styles.area}>
      <div
        ref={scroller}
        role="log"
        aria-label={t.thread.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={styles.log}
        onScroll={onScroll}
      >
        {lines.map((line) => (
          <LogLine key={line.key} line={line} conversation={conversation} members={members} now={now} />
        ))}
        {outgoing.map((entry) => (
          <OutgoingBubble key={entry.key} outgoing={entry} />
        ))}
      </div>
      <TypingRow
        conversationId={conversation.id}
        name={(userId) => firstName(nameOf(members, userId) ?? customerName(conversation))}
      />
      {unseen > 0 && (
        <div className={styles.jump}>
          <Button size="small" icon={<ArrowDown size={14} strokeWidth={2} aria-hidden />} onPress={toEnd}>
            {t.thread.newMessages(unseen)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface LogLineProps {
  line: Line;
  conversation: Conversation;
  members: readonly Member[];
  now: number;
}

function LogLine({ line, conversation, members, now }: LogLineProps) {
  switch (line.kind) {
    case "day":
      return <p className={styles.day}>{dayLine(line.iso, now)}</p>;
    case "new":
      return <p className={styles.new}>{t.thread.newMessages(line.count)}</p>;
    case "system":
      return <p className={styles.system}>{line.message.content}</p>;
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

function TypingRow({
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

function firstUnread({ messages }: Conversation): string | null {
  // From the first unseen message of the customer's on, unless the team has answered since.
  let first: string | null = null;
  for (const message of messages) {
    if (message.sender_type === "customer" && !message.read_at) first ??= message.id;
    else if (message.sender_type === "agent" && !message.is_private) first = null;
  }
  return first;
}

/** Stays at the end while the reader is there; else counts what came and leaves them where they are. */
function useFollow(count: number, waiting: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(count);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    setFollowing(near);
    if (near) setSeen(count);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something was added
  useLayoutEffect(() => {
    if (!following) return;
    toEnd();
    setSeen(count);
  }, [count, following]);
  // What one sends oneself is always gone to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the queue grew
  useLayoutEffect(() => {
    if (waiting > 0) toEnd();
  }, [waiting]);
  // Images and a growing composer change heights without a new message.
  useEffect(() => {
    const box = scroller.current;
    if (!box || !following) return;
    const observer = new ResizeObserver(toEnd);
    observer.observe(box);
    box.addEventListener("load", toEnd, true);
    return () => {
      observer.disconnect();
      box.removeEventListener("load", toEnd, true);
    };
  }, [following, toEnd]);

  return { scroller, unseen: following ? 0 : Math.max(0, count - seen), toEnd, onScroll, following };
}

/** Tells the server what was seen: at the end of the thread, in a visible window. */
function useReading(conversation: Conversation, following: boolean) {
  const { connection, state } = useRealtime();
  const live = state.kind === "live" || state.kind === "back";
  const newest = conversation.messages.findLast((m) => m.sender_type === "customer");
  const unreadId = newest && !newest.read_at ? newest.id : null;
  useEffect(() => {
    if (!unreadId || !following || !live) return;
    const tell = () => {
      if (document.visibilityState === "visible") connection?.read(unreadId);
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [connection, unreadId, following, live]);
}
