import type { Event } from "./events";

/** Of all pages of a team one tells mostly: the others hear of it before it is their turn. */
const SPREAD = 500;
/** After a long absence there may be many: they go out a few at a time. */
const AT_ONCE = 10;

/** Tells customers that the team has what they wrote: of each conversation the newest stands for all before it. */
export class Arrivals {
  private readonly newest = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (messageId: string) => void) {}

  note({ name, data }: Event) {
    if (name === "new_message" && data.sender_type === "customer" && !data.delivered_at) {
      this.newest.set(data.conversation_id, data.id);
      this.timer ??= setTimeout(this.flush, Math.random() * SPREAD);
    } else if (name === "delivered" || name === "read") {
      // The customer's own marks are of the team's messages: they say nothing of this one.
      if (this.newest.get(data.conversation_id) === data.message_id) this.newest.delete(data.conversation_id);
    }
  }

  end() {
    clearTimeout(this.timer);
  }

  private readonly flush = () => {
    for (const [conversation, message] of [...this.newest].slice(0, AT_ONCE)) {
      this.newest.delete(conversation);
      this.tell(message);
    }
    this.timer = this.newest.size > 0 ? setTimeout(this.flush, SPREAD) : undefined;
  };
}
