import { type Attachment, type Message, readAttachment } from "../api/types";
import { randomId } from "../shared/ids";
import { each, toJson } from "../shared/plain";
import { signal } from "../shared/signal";
import type { Store } from "../shared/store";

export interface Outgoing {
  clientId: string;
  content: string;
  attachments: Attachment[];
  createdAt: string;
  state: "waiting" | "sending" | "failed";
  reason: string;
}

/** What became of a try to send. */
export type Outcome =
  | { kind: "sent"; message: Message }
  | { kind: "later"; seconds: number }
  | { kind: "refused"; reason: string };

const byAge = (a: Outgoing, b: Outgoing): number => (a.createdAt < b.createdAt ? -1 : 1);

const PREFIX = "out.";
const LONGEST_WAIT = 30;

/**
 * What the visitor wrote and the server has not confirmed. Kept in storage, so closing the page loses
 * nothing; each message keeps its client id over all tries, so the server takes it once.
 */
export class Outbox {
  readonly items = signal<readonly Outgoing[]>([]);

  private running = false;
  private timer = 0;
  private tries = 0;

  constructor(
    private readonly store: Store,
    private readonly deliver: (item: Outgoing) => Promise<Outcome>,
    private readonly onSent: (message: Message) => void,
  ) {
    this.items.value = this.load();
  }

  /** Something goes out by itself; what was refused waits for the visitor. */
  get goesOn(): boolean {
    return this.items.value.some((item) => item.state !== "failed");
  }

  add(content: string, attachments: Attachment[]): void {
    const item: Outgoing = {
      clientId: randomId(),
      content,
      attachments,
      createdAt: new Date().toISOString(),
      state: "waiting",
      reason: "",
    };
    this.items.value = [...this.items.value, item];
    this.save(item);
    void this.flush();
  }

  /** The server has it, whichever way we learned so: an answer, an echo, a replay, or another tab. */
  confirm(clientId: string): void {
    this.store.remove(PREFIX + clientId);
    this.items.value = this.items.value.filter((item) => item.clientId !== clientId);
  }

  discard(clientId: string): void {
    this.confirm(clientId);
  }

  retry(clientId: string): void {
    this.change(clientId, { state: "waiting", reason: "" });
    void this.flush();
  }

  /** Sends what waits, one after the other so that the order holds. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) return;
    this.running = true;
    try {
      for (let item = this.next(); item; item = this.next()) {
        const { clientId } = item;
        this.change(clientId, { state: "sending" });
        const outcome = await this.deliver(item);
        if (outcome.kind === "sent") {
          this.tries = 0;
          this.onSent(outcome.message);
          this.confirm(clientId);
        } else if (outcome.kind === "refused") {
          this.change(clientId, { state: "failed", reason: outcome.reason });
        } else {
          this.change(clientId, { state: "waiting" });
          const wait = Math.max(outcome.seconds, Math.min(LONGEST_WAIT, 2 ** this.tries++));
          this.timer = window.setTimeout(() => void this.flush(), wait * 1000);
          return;
        }
      }
    } finally {
      this.running = false;
    }
  }

  private next(): Outgoing | undefined {
    return this.items.value.find((item) => item.state === "waiting");
  }

  private change(clientId: string, changes: Partial<Outgoing>): void {
    this.items.value = each(this.items.value, (item) =>
      item.clientId === clientId ? { ...item, ...changes } : item,
    );
    const item = this.items.value.find((one) => one.clientId === clientId);
    if (item) this.save(item);
  }

  /** One storage key for each message: tabs that write at the same time do not overwrite each other. */
  private save(item: Outgoing): void {
    this.store.set(PREFIX + item.clientId, toJson(item));
  }

  /** Another tab wrote something, or learned what the server made of it. */
  follow(): void {
    const mine = this.items.value.filter((item) => item.state === "sending");
    const others = this.load().filter((one) => !mine.some((item) => item.clientId === one.clientId));
    this.items.value = [...mine, ...others].sort(byAge);
  }

  /** Nothing is sent any more. */
  end(): void {
    clearTimeout(this.timer);
    this.running = true;
  }

  private load(): Outgoing[] {
    const found: Outgoing[] = [];
    for (const name of this.store.names(PREFIX)) {
      const item = readOutgoing(name.slice(PREFIX.length), this.store.get(name));
      if (item) found.push(item);
      else this.store.remove(name);
    }
    return found.sort(byAge);
  }
}

function readOutgoing(clientId: string, kept: string | null): Outgoing | null {
  try {
    const raw = JSON.parse(kept ?? "null");
    return {
      clientId,
      content: String(raw.content),
      attachments: each(raw.attachments as unknown[], readStored).filter((one) => one !== null),
      createdAt: String(raw.createdAt),
      state: raw.state === "failed" ? "failed" : "waiting",
      reason: String(raw.reason ?? ""),
    };
  } catch {
    return null;
  }
}

function readStored(raw: unknown): Attachment | null {
  const stored = raw as Partial<Attachment>;
  return readAttachment({ ...stored, content_type: stored.contentType });
}
