import type { Message } from "../api/types";
import { each } from "../shared/plain";
import { signal } from "../shared/signal";
import { isIncoming } from "./thread";

type Kind = "delivered" | "read";

// Receipts for a long history at once would only cost; the newest say enough.
const MOST = 30;

/** Tells the team what reached the visitor and what they saw; keeps it until it could be told. */
export class Receipts {
  /** Seen here, whether or not the server knows it yet. */
  readonly seen = signal<ReadonlySet<string>>(new Set());

  private readonly told = new Set<string>();
  private readonly pending = new Map<string, { kind: Kind; id: string }>();

  constructor(private readonly tell: (kind: Kind, messageId: string) => Promise<boolean>) {}

  unreadOf(messages: readonly Message[]): Message[] {
    const seen = this.seen.value;
    return messages.filter((message) => isIncoming(message) && !message.readAt && !seen.has(message.id));
  }

  arrived(messages: readonly Message[]): void {
    const fresh = messages.filter(
      (message) => isIncoming(message) && !message.deliveredAt && !message.readAt,
    );
    for (const { id } of fresh.slice(-MOST)) this.note("delivered", id);
  }

  saw(messages: readonly Message[]): void {
    const fresh = this.unreadOf(messages);
    if (!fresh.length) return;
    this.seen.value = new Set([...this.seen.value, ...each(fresh, (message) => message.id)]);
    for (const { id } of fresh.slice(-MOST)) this.note("read", id);
  }

  /** Seen in another tab: everything up to this one. Told to the team there. */
  sawUntil(messageId: string, messages: readonly Message[]): void {
    const at = messages.findIndex((message) => message.id === messageId);
    if (at < 0) return;
    const seen = new Set(this.seen.value);
    for (const message of messages.slice(0, at + 1)) seen.add(message.id);
    this.seen.value = seen;
  }

  flush(): void {
    for (const [key, { kind, id }] of this.pending) {
      this.pending.delete(key);
      this.tell(kind, id).then((ok) => {
        if (!ok) this.pending.set(key, { kind, id });
      });
    }
  }

  private note(kind: Kind, id: string): void {
    const key = `${kind} ${id}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.pending.set(key, { kind, id });
    this.flush();
  }
}
