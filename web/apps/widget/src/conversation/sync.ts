import { Problem } from "../api/http";
import { isRaw, readConversation, readMessages } from "../api/types";
import { signal } from "../shared/signal";
import { announce } from "./announce";
import type { Chat } from "./chat";
import { onEvent } from "./incoming";
import { isIncoming } from "./thread";
import { Visits } from "./visits";
import { Wire } from "./wire";

const TICK = 4_000;
/** A closed panel polls every n-th tick only. */
const CLOSED_TICKS = 8;

/** Keeps the thread the same as the server's: by the socket, and by asking where that fails. */
export class Sync {
  readonly wire: Wire;
  readonly pageVisible = signal(document.visibilityState !== "hidden");
  private readonly visits: Visits;
  private readonly ended = new AbortController();
  private ticks = 0;
  private timer = 0;

  constructor(private readonly chat: Chat) {
    const { session, connection, bridge } = chat;
    this.visits = new Visits(session);
    this.wire = new Wire(
      bridge.server,
      () => ({ business_id: session.current?.businessId ?? "", token: session.current?.token ?? "" }),
      {
        connected: (again) => void this.onConnected(again),
        disconnected: () => connection.socket(false),
        unauthorized: () =>
          session.renew().then(
            () => true,
            () => false,
          ),
        event: (name, payload) => onEvent(chat, name, payload),
      },
    );
  }

  begin(): void {
    const { signal } = this.ended;
    addEventListener("online", () => void this.onBrowserOnline(), { signal });
    addEventListener("offline", () => this.chat.connection.browserOffline(), { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        this.pageVisible.value = document.visibilityState !== "hidden";
        // A tab that slept may hold a connection that is long gone.
        if (this.pageVisible.value) void this.probe();
      },
      { signal },
    );
    this.timer = window.setInterval(() => void this.tick(), TICK);
  }

  end(): void {
    this.ended.abort();
    clearInterval(this.timer);
    this.wire.stop();
  }

  private async onConnected(again: boolean): Promise<void> {
    this.chat.connection.socket(true);
    await this.catchUp(again);
    this.chat.receipts.flush();
    void this.chat.outbox.flush();
  }

  private get lastId(): string | undefined {
    return this.chat.messages.value.at(-1)?.id;
  }

  /** Asks for what was missed. Answers false when nobody answers at the other end. */
  private async catchUp(again: boolean): Promise<boolean> {
    const after = this.lastId;
    if (after) {
      const ack = await this.wire.ask("resume", { after }, 5_000);
      if (!ack) return false;
      if (ack.ok) this.chat.ingest(readMessages(ack.messages));
      else return this.refresh();
    }
    // A replay gives messages. Receipts for earlier ones, and a conversation begun elsewhere, come this way.
    const own = this.chat.messages.value.findLast((message) => message.sender === "customer");
    if (again && (!after || (own && !own.readAt))) return this.refresh();
    return true;
  }

  private async probe(): Promise<void> {
    if (!this.chat.session.current) return;
    if (!this.wire.connected) this.wire.nudge();
    else if (!(await this.catchUp(true))) this.wire.restart();
  }

  private async onBrowserOnline(): Promise<void> {
    if (!this.chat.session.current) return void this.chat.start();
    if (this.wire.connected) this.chat.connection.socket(true);
    void this.chat.outbox.flush();
    await this.probe();
  }

  /** Where sockets fail, the thread is asked for by HTTP. */
  private async tick(): Promise<void> {
    this.ticks++;
    const { session, open, connection, outbox } = this.chat;
    if (!session.current || navigator.onLine === false) return;
    void this.visits.look();
    if (this.wire.connected || (!open.value && this.ticks % CLOSED_TICKS)) return;
    const reached = await this.refresh(true);
    if (!this.wire.connected) connection.poll(reached);
    if (reached) void outbox.flush();
  }

  async refresh(onlyNew = false): Promise<boolean> {
    const after = onlyNew ? this.lastId : undefined;
    const { chat } = this;
    try {
      const answer = await chat.session.call(
        `/conversation${after ? `?after=${encodeURIComponent(after)}` : ""}`,
      );
      const raw = isRaw(answer) ? answer : {};
      const conversation = isRaw(raw.conversation) ? raw.conversation : raw;
      const found = readConversation(conversation);
      const before = new Set<string>();
      for (const { id } of chat.messages.value) before.add(id);
      const messages = readMessages(raw.messages ?? conversation.messages);
      if (!found || !chat.adopt(found, messages)) return true;
      for (const message of messages) {
        if (!before.has(message.id) && isIncoming(message) && !message.readAt) announce(chat, message);
      }
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.passing) return false;
      // The last message may belong to a conversation that is no longer the open one.
      return after ? this.refresh() : true;
    }
  }
}
