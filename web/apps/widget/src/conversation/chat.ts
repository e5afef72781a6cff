import { json, Problem } from "../api/http";
import { SessionKeeper } from "../api/session";
import {
  type Availability,
  type Conversation,
  isRaw,
  type Message,
  readConversation,
  readMessage,
  readMessages,
  type Session,
  type TeamMember,
} from "../api/types";
import type { Bridge } from "../shared/bridge";
import { computed, effect, type Signal, signal } from "../shared/signal";
import { Store } from "../shared/store";
import { panelTexts } from "../texts";
import { availabilityOf } from "./availability";
import { Connection } from "./connection";
import { Outbox, type Outcome, type Outgoing } from "./outbox";
import { Receipts } from "./receipts";
import { isIncoming, markDelivered, markRead, mergeMessages } from "./thread";
import { TypingSender, TypingWatch } from "./typing";
import { Uploads } from "./uploads";
import { Wire } from "./wire";

const TICK = 4_000;
/** A closed panel polls every n-th tick only. */
const CLOSED_TICKS = 8;
const RETRY_START = 8_000;
/** The team's availability is asked for again when the panel is opened after this long. */
const STALE_TEAM = 60_000;
const EMAIL_ASKED = "email";

/** The visitor's conversation: what is known of it, and everything that may be done with it. */
export class Chat {
  readonly open = signal(false);
  readonly view = signal<"home" | "chat">("home");
  readonly phase = signal<"loading" | "ready" | "failed" | "refused">("loading");
  readonly failure = signal("");
  readonly conversation = signal<Conversation | null>(null);
  readonly messages = signal<readonly Message[]>([]);
  readonly team = signal<readonly TeamMember[]>([]);
  /** Where the "new messages" line stands in the thread. */
  readonly divider = signal<{ before: string; count: number } | null>(null);
  /** A message that came while the panel was closed. */
  readonly preview = signal<Message | null>(null);
  readonly email = signal<"ask" | "saved" | "skipped">("ask");
  readonly emailSavedAs = signal("");

  readonly store: Store;
  readonly session: SessionKeeper;
  readonly connection = new Connection();
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly uploads: Uploads;
  readonly typing = new TypingWatch();
  readonly typingSender: TypingSender;

  readonly availability: Signal<Availability>;
  readonly unread: Signal<Message[]>;
  /** There is something to go on with. */
  readonly hasConversation: Signal<boolean>;

  private readonly wire: Wire;
  private readonly pageVisible = signal(document.visibilityState !== "hidden");
  /** A closed conversation that the visitor left behind for a new one. */
  private leftBehind = "";
  private ticks = 0;
  private startTimer = 0;
  private started = false;

  constructor(readonly bridge: Bridge) {
    const base = `${bridge.server}/api/v1/widget/${encodeURIComponent(bridge.widgetId)}`;
    this.store = new Store(bridge.widgetId);
    this.session = new SessionKeeper(base, this.store);
    this.session.onRenewed = (session) => this.take(session);
    this.outbox = new Outbox(
      this.store,
      (item) => this.deliver(item),
      (message) => this.ingest([message]),
    );
    this.receipts = new Receipts(async (kind, messageId) => {
      const ack = await this.wire.ask(kind, { message_id: messageId });
      // A refused receipt is not worth telling again; one that found no connection is.
      return ack !== null;
    });
    this.uploads = new Uploads(this.session);
    this.typingSender = new TypingSender((isTyping) => {
      const id = this.conversation.value?.id;
      if (id) void this.wire.ask("typing", { conversation_id: id, is_typing: isTyping });
    });
    this.wire = new Wire(
      bridge.server,
      () => ({
        business_id: this.session.current?.businessId ?? "",
        token: this.session.current?.token ?? "",
      }),
      {
        connected: (again) => void this.onConnected(again),
        disconnected: () => this.connection.socket(false),
        unauthorized: () =>
          this.session.renew().then(
            () => true,
            () => false,
          ),
        event: (name, payload) => this.onEvent(name, payload),
      },
    );
    const asked = this.store.get(EMAIL_ASKED);
    if (asked === "saved" || asked === "skipped") this.email.value = asked;

    this.availability = computed(() => availabilityOf(this.team.value));
    this.unread = computed(() => this.receipts.unreadOf(this.messages.value));
    this.hasConversation = computed(() => {
      const current = this.conversation.value;
      return this.outbox.items.value.length > 0 || (current !== null && current.status !== "closed");
    });
    effect(() => {
      if (this.open.value && this.view.value === "chat" && this.pageVisible.value) {
        this.receipts.saw(this.messages.value);
      }
    });
    effect(() => bridge.launcher.setUnread(this.open.value ? 0 : this.unread.value.length));
  }

  // --- opening and closing -------------------------------------------------

  show(): void {
    if (this.view.value === "chat") this.enter();
    this.open.value = true;
    this.preview.value = null;
    if (!this.started) this.begin();
    else if (!this.session.current) void this.start();
    else if (Date.now() - this.session.renewedAt > STALE_TEAM) this.session.renew().catch(() => {});
  }

  hide(): void {
    this.open.value = false;
    this.divider.value = null;
    this.typingSender.stop();
  }

  enter(): void {
    const current = this.conversation.value;
    if (current?.status === "closed" && !this.outbox.items.value.length) {
      this.leftBehind = current.id;
      this.conversation.value = null;
      this.messages.value = [];
    }
    const first = this.unread.value[0];
    this.divider.value = first ? { before: first.id, count: this.unread.value.length } : null;
    this.view.value = "chat";
  }

  leave(): void {
    this.typingSender.stop();
    this.view.value = "home";
  }

  private begin(): void {
    this.started = true;
    window.addEventListener("online", () => void this.onBrowserOnline());
    window.addEventListener("offline", () => this.connection.browserOffline());
    document.addEventListener("visibilitychange", () => {
      this.pageVisible.value = document.visibilityState !== "hidden";
      // A tab that slept may hold a connection that is long gone.
      if (this.pageVisible.value) void this.probe();
    });
    window.setInterval(() => void this.tick(), TICK);
    void this.start();
  }

  async start(): Promise<void> {
    clearTimeout(this.startTimer);
    this.phase.value = "loading";
    try {
      await this.session.renew();
    } catch (error) {
      if (this.session.current) return;
      this.failure.value = error instanceof Error ? error.message : String(error);
      const passing = error instanceof Problem && error.passing;
      this.phase.value = passing ? "failed" : "refused";
      if (passing) {
        const wait = Math.max(RETRY_START, error.retryAfter * 1000);
        this.startTimer = window.setTimeout(() => void this.start(), wait);
      }
    }
  }

  // --- what the visitor does -----------------------------------------------

  send(content: string): void {
    this.typingSender.stop();
    this.divider.value = null;
    this.outbox.add(content, this.uploads.take());
  }

  async saveEmail(email: string): Promise<void> {
    await this.session.renew({ email });
    this.emailSavedAs.value = email;
    this.setEmail("saved");
  }

  skipEmail(): void {
    this.setEmail("skipped");
  }

  private setEmail(state: "saved" | "skipped"): void {
    this.email.value = state;
    this.store.set(EMAIL_ASKED, state);
  }

  private async deliver(item: Outgoing): Promise<Outcome> {
    if (navigator.onLine === false) return { kind: "later", seconds: 5 };
    const body = {
      content: item.content,
      attachments: item.attachments.map(({ id }) => ({ id })),
      client_id: item.clientId,
    };
    try {
      await this.session.ensure();
      // The socket was let in before the address was given; a first message by HTTP brings it along.
      const brings = this.emailSavedAs.value !== "" && !this.conversation.value;
      const ack = brings ? null : await this.wire.ask("client_message", body);
      const sent = ack?.ok ? readMessage(ack.message) : null;
      if (sent) return { kind: "sent", message: sent };
      // No socket, no answer, or a refusal: the same call by HTTP gives a definite answer.
      // The client id makes it one message even where the socket's did arrive.
      const message = readMessage(await this.session.call("/messages", json(body)));
      if (message) return { kind: "sent", message };
      return { kind: "later", seconds: 5 };
    } catch (error) {
      if (error instanceof Problem && !error.passing) return { kind: "refused", reason: error.message };
      return { kind: "later", seconds: error instanceof Problem ? error.retryAfter : 0 };
    }
  }

  // --- what the server says ------------------------------------------------

  private take(session: Session): void {
    this.team.value = session.team;
    const { conversation } = session;
    if (conversation && !(conversation.status === "closed" && conversation.id === this.leftBehind)) {
      this.conversation.value = conversation;
      this.ingest(session.messages);
    }
    this.phase.value = "ready";
    this.failure.value = "";
    this.wire.start();
    void this.outbox.flush();
  }

  private ingest(incoming: readonly Message[]): void {
    if (!incoming.length) return;
    for (const message of incoming) {
      if (message.sender === "customer" && message.clientId) this.outbox.confirm(message.clientId);
    }
    this.receipts.arrived(incoming);
    this.messages.value = mergeMessages(this.messages.value, incoming);
    const last = incoming[incoming.length - 1] as Message;
    const current = this.conversation.value;
    if (last.conversationId && last.conversationId !== current?.id) {
      this.conversation.value = { id: last.conversationId, status: "open" };
    }
  }

  private onEvent(name: string, payload: unknown): void {
    if (!isRaw(payload)) return;
    if (name === "new_message") this.onMessage(readMessage(payload));
    else if (name === "typing") this.onTyping(payload);
    else if (name === "delivered" || name === "read") this.onReceipt(name, payload);
    else if (name === "conversation_updated") {
      const updated = readConversation(payload);
      const current = this.conversation.value;
      if (updated && (current ? current.id === updated.id : updated.status !== "closed")) {
        this.conversation.value = updated;
      }
    }
  }

  private onMessage(message: Message | null): void {
    if (!message) return;
    const isNew = !this.messages.value.some((known) => known.id === message.id);
    this.ingest([message]);
    if (!isNew || !isIncoming(message)) return;
    this.typing.set(null);
    if (!this.open.value && !message.readAt) this.preview.value = message;
  }

  private onTyping(payload: Record<string, unknown>): void {
    const { user_id: userId, is_typing: isTyping } = payload;
    const name = payload.sender_name ?? payload.name;
    if (payload.conversation_id && payload.conversation_id !== this.conversation.value?.id) return;
    const who = typeof name === "string" && name ? name : (this.nameOf(userId) ?? panelTexts().somebody);
    this.typing.set(isTyping === true ? who : null);
  }

  private nameOf(userId: unknown): string | null {
    if (!userId) return null;
    return (
      this.messages.value.findLast((message) => message.senderId === userId && message.senderName)
        ?.senderName ?? null
    );
  }

  private onReceipt(kind: "delivered" | "read", payload: Record<string, unknown>): void {
    const id = payload.message_id;
    if (typeof id !== "string") return;
    const given = payload[`${kind}_at`];
    const at = typeof given === "string" ? given : new Date().toISOString();
    this.messages.value = (kind === "read" ? markRead : markDelivered)(this.messages.value, id, at);
  }

  // --- staying connected ---------------------------------------------------

  private async onConnected(again: boolean): Promise<void> {
    this.connection.socket(true);
    await this.catchUp(again);
    this.receipts.flush();
    void this.outbox.flush();
  }

  private get lastId(): string | undefined {
    return this.messages.value.at(-1)?.id;
  }

  /** Asks for what was missed. Answers false when nobody answers at the other end. */
  private async catchUp(again: boolean): Promise<boolean> {
    const after = this.lastId;
    if (after) {
      const ack = await this.wire.ask("resume", { after }, 5_000);
      if (!ack) return false;
      if (ack.ok) this.ingest(readMessages(ack.messages));
      else return this.refresh(false);
    }
    // A replay gives messages. Receipts for earlier ones, and a conversation begun elsewhere, come this way.
    const own = this.messages.value.findLast((message) => message.sender === "customer");
    if (again && (!after || (own && !own.readAt))) return this.refresh(false);
    return true;
  }

  private async probe(): Promise<void> {
    if (!this.session.current) return;
    if (!this.wire.connected) this.wire.nudge();
    else if (!(await this.catchUp(true))) this.wire.restart();
  }

  private async onBrowserOnline(): Promise<void> {
    if (!this.session.current) return void this.start();
    if (this.wire.connected) this.connection.socket(true);
    void this.outbox.flush();
    await this.probe();
  }

  /** Where sockets fail, the thread is asked for by HTTP. */
  private async tick(): Promise<void> {
    this.ticks++;
    if (this.wire.connected || !this.session.current || navigator.onLine === false) return;
    if (!this.open.value && this.ticks % CLOSED_TICKS) return;
    const reached = await this.refresh(true);
    if (!this.wire.connected) this.connection.poll(reached);
    if (reached) void this.outbox.flush();
  }

  private async refresh(onlyNew: boolean): Promise<boolean> {
    const after = onlyNew ? this.lastId : undefined;
    try {
      const answer = await this.session.call(
        `/conversation${after ? `?after=${encodeURIComponent(after)}` : ""}`,
      );
      const raw = isRaw(answer) ? answer : {};
      const conversation = isRaw(raw.conversation) ? raw.conversation : raw;
      const found = readConversation(conversation);
      if (found) this.conversation.value = found;
      const before = new Set(this.messages.value.map((message) => message.id));
      const messages = readMessages(raw.messages ?? conversation.messages);
      this.ingest(messages);
      const news = messages.findLast(
        (message) => !before.has(message.id) && isIncoming(message) && !message.readAt,
      );
      if (news && !this.open.value) this.preview.value = news;
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.passing) return false;
      // The last message may belong to a conversation that is no longer the open one.
      return after ? this.refresh(false) : true;
    }
  }
}
