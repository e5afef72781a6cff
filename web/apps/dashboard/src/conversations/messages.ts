import type { Conversation, Message } from "@pingback/api";
import { mergeActivity } from "./thread/activity";

/** The sides of a conversation, as ticks see them: what one side sent, the other one reads. */
function side(message: Message): "customer" | "team" {
  return message.sender_type === "customer" ? "customer" : "team";
}

/** Adds a message at its place, or replaces the one it is a newer account of. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  const { messages } = conversation;
  const at = messages.findIndex((m) => m.id === message.id);
  const known = messages[at];
  if (known) {
    // The answer to a send may come after the ticks of its message: they only ever go forward.
    const ticks = {
      delivered_at: message.delivered_at ?? known.delivered_at,
      read_at: message.read_at ?? known.read_at,
    };
    return { ...conversation, messages: messages.with(at, { ...known, ...message, ...ticks }) };
  }
  // Nearly always the newest; a replay may bring an older one.
  let place = messages.length;
  while (place > 0 && (messages[place - 1]?.created_at ?? "") > message.created_at) place--;
  return {
    ...conversation,
    ...consequences(conversation, message),
    messages: messages.toSpliced(place, 0, message),
  };
}

/** What a message changes besides being there; the server counts the same way, and tells it later or never. */
function consequences(conversation: Conversation, message: Message): Partial<Conversation> {
  if (message.sender_type === "customer") {
    const { unread_count } = conversation;
    return typeof unread_count === "number" ? { unread_count: unread_count + 1 } : {};
  }
  const answers = (message.sender_type === "agent" || message.sender_type === "ai") && !message.is_private;
  return answers && !conversation.first_response_at ? { first_response_at: message.created_at } : {};
}

/** A tick. Having read one message means having read what the same side sent before it. */
export function withTick(
  conversation: Conversation,
  messageId: string,
  tick: { delivered_at: string } | { read_at: string },
): Conversation {
  const marked = conversation.messages.find((m) => m.id === messageId);
  if (!marked) return conversation;
  const field = "read_at" in tick ? "read_at" : "delivered_at";
  const messages = conversation.messages.map((m) =>
    side(m) === side(marked) && m.created_at <= marked.created_at && !m[field] ? { ...m, ...tick } : m,
  );
  return { ...conversation, messages };
}

/** A change of the conversation itself: events tell it without messages, and perhaps without its customer. */
export function withUpdate(conversation: Conversation, update: Partial<Conversation>): Conversation {
  const { activity: told, ...rest } = update;
  const known = conversation.activity;
  return {
    ...conversation,
    ...rest,
    customer: update.customer ?? conversation.customer,
    messages: conversation.messages,
    // Only a whole thread holds what happened; an event adds what this change did.
    ...(known ? { activity: mergeActivity(known, told ?? []) } : {}),
  };
}
