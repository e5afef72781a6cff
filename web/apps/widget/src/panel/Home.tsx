import { useState } from "preact/hooks";
import { readFaces } from "../api/types";
import { facesOf } from "../conversation/availability";
import { isIncoming } from "../conversation/thread";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { Avatar } from "./Avatar";
import { addressOn } from "./addresses";
import { useChat } from "./context";
import { Icon } from "./icons";
import { Presence } from "./Presence";
import { useValue } from "./useValue";

export function Home() {
  const chat = useChat();
  const { look } = chat.bridge;
  const loaded = useValue(chat.phase) === "ready";
  const availability = useValue(chat.availability);
  return (
    <div class="home">
      <header class="top">
        <div class="faces">
          <Logo />
          <Faces most={3} size="l" />
          {loaded && look.showOnlineBadge && (
            <span class={`badge-pill is-${availability}`}>
              <Presence />
            </span>
          )}
        </div>
        <h2>
          <bdi>{look.heading}</bdi>
        </h2>
        {look.tagline && (
          <p>
            <bdi>{look.tagline}</bdi>
          </p>
        )}
      </header>
      <div class="cards">
        <Failure />
        {useValue(chat.hasConversation) ? <ContinueCard /> : <StartCard />}
      </div>
    </div>
  );
}

/** Whose chat it is: who is here comes first. Before the first answer, whom the widget shows to everybody. */
export function Faces({ most, size }: { most: number; size: "m" | "l" }) {
  const chat = useChat();
  const team = useValue(chat.team);
  if (!chat.settings.showTeam) return null;
  const shown = facesOf(team.length ? team : readFaces(chat.bridge.look.team), most);
  return (
    <>
      {each(shown, (member, i) => (
        <Avatar key={member.name + i} name={member.name} url={member.avatarUrl} size={size} />
      ))}
    </>
  );
}

function Logo() {
  const { look, server } = useChat().bridge;
  const [broken, setBroken] = useState(false);
  const address = addressOn(server, look.logoUrl);
  return address && !broken ? (
    <img class="logo" src={address} alt="" onError={() => setBroken(true)} />
  ) : null;
}

function StartCard() {
  const chat = useChat();
  const texts = panelTexts();
  const phase = useValue(chat.phase);
  const availability = useValue(chat.availability);
  // No use in writing to a server that does not take it from this page.
  if (phase === "refused") return null;
  // Somebody who was here before may have a conversation to go on with: known in a moment.
  if (phase === "loading" && chat.session.isReturning)
    return <div class="card skeleton" aria-hidden="true" />;
  const { replyTime, awayMessage } = chat.settings;
  const hint = {
    live: replyTime || texts.onlineHint,
    away: replyTime || texts.awayHint,
    offline: awayMessage || texts.offlineHint,
  }[availability];
  return (
    <section class="card">
      <h3>{texts.sendUsAMessage}</h3>
      {phase === "ready" && <p>{hint}</p>}
      <button type="button" class="primary" onClick={() => chat.enter()}>
        {texts.start}
      </button>
    </section>
  );
}

function ContinueCard() {
  const chat = useChat();
  const texts = panelTexts();
  const { look } = chat.bridge;
  const messages = useValue(chat.messages);
  const waiting = useValue(chat.outbox.items).at(-1);
  const last = messages.findLast((message) => message.sender !== "system");
  const other = messages.findLast(isIncoming);
  const who = other?.sender === "ai" ? texts.theo : (other?.senderName ?? look.name);
  const newest = waiting ?? last;
  const words = newest ? newest.content.trim() || `${texts.file}: ${newest.attachments[0]?.name ?? ""}` : "";
  const mine = waiting !== undefined || last?.sender === "customer";
  const unread = useValue(chat.unread).length;
  return (
    <button
      type="button"
      class="card resume"
      aria-label={texts.continueLabel(who)}
      aria-describedby="pb-last"
      onClick={() => chat.enter()}
    >
      <Avatar name={who} url={other?.senderAvatar ?? null} size="m" />
      <span class="resume-text" id="pb-last">
        <strong>{who}</strong>
        <span>{mine ? texts.you(words) : words}</span>
      </span>
      {unread > 0 && (
        <span class="count" role="img" aria-label={texts.unreadBadge(unread)}>
          {unread}
        </span>
      )}
      <Icon name="next" />
    </button>
  );
}

/** Why there is no chat, in the server's words, and the way to try again. */
export function Failure() {
  const chat = useChat();
  const texts = panelTexts();
  const failure = useValue(chat.failure);
  const phase = useValue(chat.phase);
  return (
    <div role="alert">
      {(phase === "failed" || phase === "refused") && (
        <div class="card failure">
          <p>
            <Icon name="alert" />
            <span>{failure}</span>
          </p>
          <button type="button" class="secondary" onClick={() => void chat.start()}>
            {texts.tryAgain}
          </button>
        </div>
      )}
    </div>
  );
}
