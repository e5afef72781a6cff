import { type Attachment, type Message, NoAnswer, Problem } from "@pingback/api";
import { delayBefore } from "../../realtime/backoff";

/** A message on its way. `key` is its Idempotency-Key: however often it is tried, it is sent once. */
export interface Outgoing {
  key: string;
  businessId: string;
  conversationId: string;
  content: string;
  attachments: Attachment[];
  isPrivate: boolean;
  /** Who is mentioned; in notes only. */
  mentions?: string[];
  /** The last message the writer had on screen: with a colleague's newer answer the server asks first. */
  seen?: string | null;
  /** `held`: a colleague answered meanwhile, and the writer has to decide. */
  state: "waiting" | "sending" | "failed" | "held";
  reason?: string;
  /** Who answered, while held; Theo is nobody by id. */
  answered?: { by: string | null };
  /** It was sent at least once: the server may have it, even if its answer never came. */
  tried?: boolean;
  /** The newest message when this was written: what comes after it may be this one. */
  after: string | null;
}

export interface OutboxPorts {
  post: (outgoing: Outgoing) => Promise<Message>;
  onSent: (outgoing: Outgoing, message: Message) => void;
  load: () => Outgoing[];
  save: (entries: readonly Outgoing[]) => void;
}

const TRIES_WITH_SERVER_ERROR = 4;

/**
 * Keeps what was sent until the server has it. Messages of one conversation go out one after the other, in
 * the order they were written; without a connection they wait, over reloads too.
 */
export class Outbox {
  private entries: readonly Outgoing[];
  private readonly listeners = new Set<() => void>();
  private readonly busy = new Set<string>();
  private readonly tries = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: OutboxPorts) {
    // Whatever was under way when the page went: unknown, so it is tried again, under the same key.
    this.entries = ports.load().map((e) => (e.state === "sending" ? { ...e, state: "waiting" } : e));
  }

  get = () => this.entries;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(outgoing: Omit<Outgoing, "state">) {
    this.set([...this.entries, { ...outgoing, state: "waiting" }]);
    this.drain();
  }

  /** In spite of the answer. A different request, so under a key of its own; the refused one sent nothing. */
  sendAnyway(key: string, newKey: string = crypto.randomUUID()) {
    this.set(
      this.entries.map((e) => {
        if (e.key !== key) return e;
        const { answered: _, ...rest } = e;
        return { ...rest, key: newKey, seen: null, state: "waiting", tried: false };
      }),
    );
    this.drain();
  }

  retry(key: string) {
    this.tries.delete(key);
    this.patch(key, { state: "waiting" });
    this.drain();
  }

  discard(key: string) {
    this.set(this.entries.filter((e) => e.key !== key));
  }

  clear() {
    clearTimeout(this.timer);
    this.set([]);
  }

  /** Sends what waits; called when something is added and when the connection is back. */
  drain = () => {
    clearTimeout(this.timer);
    for (const entry of this.entries) {
      if (entry.state !== "waiting" || this.busy.has(entry.conversationId)) continue;
      this.busy.add(entry.conversationId);
      void this.send(entry);
    }
  };

  private async send(entry: Outgoing) {
    this.patch(entry.key, { state: "sending", tried: true });
    let wait = 0;
    try {
      const message = await this.ports.post(entry);
      this.tries.delete(entry.key);
      this.ports.onSent(entry, message);
      this.discard(entry.key);
    } catch (error) {
      const answered = answeredMeanwhile(error);
      const pause = answered ? null : this.pauseAfter(entry, error);
      wait = pause ?? 0;
      if (answered) this.patch(entry.key, { state: "held", answered });
      else if (pause !== null) this.patch(entry.key, { state: "waiting" });
      else {
        const reason = error instanceof Error ? error.message : String(error);
        this.patch(entry.key, { state: "failed", reason });
      }
    }
    this.busy.delete(entry.conversationId);
    if (wait === 0) this.drain();
    else {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.drain, wait);
    }
  }

  /** Milliseconds until another try makes sense, or null where only a person can decide. */
  private pauseAfter({ key }: Outgoing, error: unknown): number | null {
    const count = (this.tries.get(key) ?? 0) + 1;
    this.tries.set(key, count);
    if (error instanceof NoAnswer) return delayBefore(Math.min(count - 1, 4));
    if (!(error instanceof Problem)) return null;
    // A rate limit passes by itself; the monthly limit (which names its feature) does not.
    if (error.status === 429 && !error.feature) return (error.retryAfter ?? 5) * 1000;
    if (error.status >= 500 && count < TRIES_WITH_SERVER_ERROR) return delayBefore(count);
    return null;
  }

  private patch(key: string, change: Partial<Outgoing>) {
    this.set(this.entries.map((e) => (e.key === key ? { ...e, ...change } : e)));
  }

  private set(entries: readonly Outgoing[]) {
    this.entries = entries;
    this.ports.save(entries);
    for (const listener of this.listeners) listener();
  }
}

/** The refusal that asks: a colleague's answer is newer than what the writer saw. */
function answeredMeanwhile(error: unknown): Outgoing["answered"] | null {
  if (!(error instanceof Problem) || error.members.error !== "answered_meanwhile") return null;
  const { answered_by } = error.members;
  return { by: typeof answered_by === "string" ? answered_by : null };
}

/**
 * What of the outbox is still to be shown below a thread. The event of an own message may arrive before the
 * answer to its request, or the answer may get lost; then it is in the thread already and would be seen twice.
 */
export function notYetIn(thread: readonly Message[], entries: readonly Outgoing[], myId: string): Outgoing[] {
  const taken = new Set<string>();
  return entries.filter((entry) => {
    if (!entry.tried || entry.state === "failed" || entry.state === "held") return true;
    const arrived = thread.find(
      (m) =>
        !taken.has(m.id) &&
        m.sender_id === myId &&
        m.is_private === entry.isPrivate &&
        m.content === entry.content &&
        // Ids are UUIDs of version 7: later ones sort behind.
        (entry.after === null || m.id > entry.after),
    );
    if (arrived) taken.add(arrived.id);
    return !arrived;
  });
}
