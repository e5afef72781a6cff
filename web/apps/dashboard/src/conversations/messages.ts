import type { Conversation, Message } from "@pingback/api";

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
  return { ...conversation, messages: messages.toSpliced(place, 0, message) };
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
  return {
    ...conversation,
    ...update,
    customer: update.customer ?? conversation.customer,
    messages: conversation.messages,
  };
}
