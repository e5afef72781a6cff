import type { Message } from "../api/types";
import type { Outgoing } from "../conversation/outbox";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { Avatar } from "./Avatar";
import { useChat } from "./context";
import { Files } from "./Files";
import { dayOf, timeOf } from "./format";
import type { Group, Row } from "./grouping";
import { Icon, TheoMark } from "./icons";
import { Text } from "./Text";

export function RowView({ row }: { row: Row }) {
  const texts = panelTexts();
  switch (row.type) {
    case "day":
      return <div class="rule">{dayOf(row.at)}</div>;
    case "divider":
      return <div class="rule rule-new">{texts.newMessages(row.count)}</div>;
    case "system":
      return <div class="system">{row.text}</div>;
    case "outgoing":
      return <OutgoingRow item={row.item} />;
    case "group":
      return row.messages[0]?.sender === "customer" ? <OwnGroup group={row} /> : <TeamGroup group={row} />;
  }
}

function TeamGroup({ group }: { group: Group }) {
  const texts = panelTexts();
  const { look } = useChat().bridge;
  const first = group.messages[0] as Message;
  const isTheo = first.sender === "ai";
  const name = isTheo ? texts.theo : (first.senderName ?? look.name);
  return (
    <div class="group">
      <span class="side">
        {isTheo ? <TheoMark /> : <Avatar name={name} url={first.senderAvatar} size="s" />}
      </span>
      <div class="stack">
        <div class="by">
          <strong>{name}</strong>
          {isTheo && <span>{texts.ai}</span>}
          <time dateTime={first.createdAt}>{timeOf(first.createdAt)}</time>
        </div>
        {each(group.messages, (message) => (
          <Bubble key={message.id} message={message} />
        ))}
      </div>
    </div>
  );
}

function OwnGroup({ group }: { group: Group }) {
  const texts = panelTexts();
  const last = group.messages.at(-1) as Message;
  const state = last.readAt
    ? { icon: "checks" as const, words: `${texts.read} ${timeOf(last.readAt)}` }
    : last.deliveredAt
      ? { icon: "checks" as const, words: texts.delivered }
      : { icon: "check" as const, words: `${texts.sent} ${timeOf(last.createdAt)}` };
  return (
    <div class="group own">
      <div class="stack">
        {each(group.messages, (message) => (
          <Bubble key={message.clientId ?? message.id} message={message} />
        ))}
        <div class={`ticks ${last.readAt ? "is-read" : ""}`}>
          <Icon name={state.icon} size={14} />
          {state.words}
        </div>
      </div>
    </div>
  );
}

function OutgoingRow({ item }: { item: Outgoing }) {
  const chat = useChat();
  const texts = panelTexts();
  const failed = item.state === "failed";
  return (
    <div class="group own">
      <div class="stack">
        <Bubble message={item} failed={failed} />
        {failed ? (
          <div class="ticks is-failed">
            <Icon name="alert" size={14} />
            <span>{texts.notSent(item.reason)}</span>
            <button type="button" class="text" onClick={() => chat.outbox.retry(item.clientId)}>
              {texts.retry}
            </button>
            <button type="button" class="text" onClick={() => chat.outbox.discard(item.clientId)}>
              {texts.discard}
            </button>
          </div>
        ) : (
          <div class="ticks">
            <Icon name="clock" size={14} />
            {item.state === "sending" ? texts.sending : texts.waiting}
          </div>
        )}
      </div>
    </div>
  );
}

function Bubble({
  message,
  failed = false,
}: {
  message: Pick<Message, "content" | "attachments">;
  failed?: boolean;
}) {
  return (
    <>
      {message.content && (
        <div class={`bubble ${failed ? "is-failed" : ""}`} dir="auto">
          <Text text={message.content} />
        </div>
      )}
      <Files files={message.attachments} />
    </>
  );
}
