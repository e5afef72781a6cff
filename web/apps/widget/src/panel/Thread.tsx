import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isIncoming } from "../conversation/thread";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { Avatar } from "./Avatar";
import { Composer } from "./Composer";
import { ConnectionPill } from "./ConnectionPill";
import { useChat } from "./context";
import { EmailCard } from "./EmailCard";
import { rowsOf } from "./grouping";
import { Faces, Failure } from "./Home";
import { Icon, TheoMark } from "./icons";
import { More } from "./More";
import { Presence } from "./Presence";
import { RatingPlace } from "./RatingPlace";
import { RowView } from "./Rows";
import { useValue } from "./useValue";

const NEAR = 60;

export function Thread() {
  const chat = useChat();
  const texts = panelTexts();
  const messages = useValue(chat.messages);
  const outgoing = useValue(chat.outbox.items);
  const typing = useValue(chat.typing.who);
  const status = useValue(chat.conversation)?.status;
  const divider = useValue(chat.divider);
  const isReady = useValue(chat.phase) === "ready";
  const last = outgoing.length ? null : messages.at(-1);
  const { scroller, inner, isAway, jump } = useStickToEnd(messages.length, outgoing.length);

  return (
    <div class="thread">
      <Header />
      <div class="pane">
        <ConnectionPill />
        <div class="scroll" ref={scroller}>
          <div ref={inner}>
            <Failure />
            {!messages.length && !outgoing.length && isReady && <p class="system">{texts.greeting}</p>}
            <div role="log" aria-label={texts.log} aria-live="polite" class="log">
              {each(rowsOf(messages, outgoing, divider), (row) => (
                <RowView key={row.key} row={row} />
              ))}
            </div>
            {last?.sender === "ai" && (
              <button
                type="button"
                class="secondary person"
                onClick={() => chat.send(texts.askForPersonText)}
              >
                {texts.askForPerson}
              </button>
            )}
            {status === "resolved" && <p class="system">{texts.resolved}</p>}
            {status === "closed" && <p class="system">{texts.closed}</p>}
            {typing && (
              <div class="typing">
                <span class="dots" aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </span>
                {texts.typing(typing)}
              </div>
            )}
            <RatingPlace />
            <EmailCard />
          </div>
        </div>
        {isAway && (
          <button type="button" class="jump" onClick={jump}>
            <Icon name="down" size={14} />
            {texts.jumpDown}
          </button>
        )}
      </div>
      <Composer />
    </div>
  );
}

function Header() {
  const chat = useChat();
  const texts = panelTexts();
  const { look } = chat.bridge;
  const other = useValue(chat.messages).findLast(isIncoming);
  const agent = other?.sender === "agent" ? other : null;
  const title = agent?.senderName ?? (other?.sender === "ai" ? texts.theo : look.name);
  return (
    <header class="bar">
      <button type="button" class="bar-button" aria-label={texts.back} onClick={() => chat.leave()}>
        <Icon name="back" size={18} />
      </button>
      <span class="faces">
        {other?.sender === "ai" ? (
          <TheoMark />
        ) : agent?.senderName ? (
          <Avatar name={agent.senderName} url={agent.senderAvatar} size="m" />
        ) : (
          <Faces most={2} size="m" />
        )}
      </span>
      <div class="bar-text">
        <h2>{title}</h2>
        {useValue(chat.phase) === "ready" && (
          <p>
            {look.showOnlineBadge && <Presence />}
            {title !== look.name && <span>{`${look.showOnlineBadge ? "· " : ""}${look.name}`}</span>}
          </p>
        )}
      </div>
      <More />
    </header>
  );
}

/** Stays at the newest message, unless the visitor scrolled up to read; then offers the way down. */
function useStickToEnd(messageCount: number, outgoingCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const top = useRef(0);
  const [isAway, setAway] = useState(false);

  const jump = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    sticks.current = true;
    setAway(false);
  };

  useEffect(() => {
    const box = scroller.current as HTMLDivElement;
    const onScroll = () => {
      // Only going up leaves the end: a picture that loads moves the end away too.
      const wentUp = box.scrollTop < top.current;
      top.current = box.scrollTop;
      if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) {
        sticks.current = true;
        setAway(false);
      } else if (wentUp) sticks.current = false;
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    // Grows with messages and with pictures that load; the box shrinks with a phone's keyboard.
    const watch = new ResizeObserver(() => {
      if (sticks.current) box.scrollTop = box.scrollHeight;
    });
    watch.observe(box);
    watch.observe(inner.current as HTMLDivElement);
    return () => {
      box.removeEventListener("scroll", onScroll);
      watch.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    if (!sticks.current) setAway(true);
  }, [messageCount]);

  // What the visitor sends is always brought into view.
  useLayoutEffect(jump, [outgoingCount > 0 && outgoingCount]);

  return { scroller, inner, isAway, jump };
}
