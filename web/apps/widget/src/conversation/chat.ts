import { Problem } from "../api/http";
import { type AboutVisitor, SessionKeeper } from "../api/session";
import type { Availability, Conversation, Message, Session, TeamMember } from "../api/types";
import type { PanelBridge } from "../shared/bridge";
import { isHome } from "../shared/home";
import { computed, type Signal, signal } from "../shared/signal";
import { Store } from "../shared/store";
import { panelTexts } from "../texts";
import { About } from "./about";
import { playSound } from "./announce";
import { availabilityOf } from "./availability";
import { Connection } from "./connection";
import { deliver } from "./delivery";
import { follow, SEEN, SOUND } from "./follow";
import { Outbox, type Outgoing } from "./outbox";
import { Rating } from "./rating";
import { Receipts } from "./receipts";
import { readSettings, type Settings } from "./settings";
import { Sync } from "./sync";
import { mergeMessages } from "./thread";
import { TypingSender, TypingWatch } from "./typing";
import { Uploads } from "./uploads";

const RETRY_START = 8_000;
/** The team's availability is asked for again when the panel is opened after this long. */
const STALE_TEAM = 60_000;
/** When the visitor last wrote: the loader reads it on the next page. */
const WROTE = "wrote";

/** The visitor's conversation: what is known of it, and everything that may be done with it. */
export class Chat {
  readonly open = signal(false);
  readonly view = signal<"home" | "prechat" | "chat">("home");
  readonly phase = signal<"loading" | "ready" | "failed" | "refused">("loading");
  readonly failure = signal("");
  readonly conversation = signal<Conversation | null>(null);
  readonly messages = signal<readonly Message[]>([]);
  readonly team = signal<readonly TeamMember[]>([]);
  /** Where the "new messages" line stands in the thread. */
  readonly divider = signal<{ before: string; count: number } | null>(null);
  readonly sound: Signal<boolean>;

  readonly settings: Settings;
  readonly store: Store;
  readonly session: SessionKeeper;
  readonly connection = new Connection();
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly uploads: Uploads;
  readonly about: About;
  readonly rating: Rating;
  readonly typing = new TypingWatch();
  readonly typingSender: TypingSender;

  readonly availability: Signal<Availability>;
  readonly unread: Signal<Message[]>;
  /** There is something to go on with. */
  readonly hasConversation: Signal<boolean>;

  readonly sync: Sync;
  private readonly ended = new AbortController();
  /** A closed conversation that the visitor left behind for a new one. */
  private leftBehind = "";
  private startTimer = 0;
  private started = false;

  constructor(readonly bridge: PanelBridge) {
    const base = `${bridge.server}/api/v1/widget/${encodeURIComponent(bridge.widgetId)}`;
    this.settings = readSettings(bridge.look.config);
    this.store = new Store(bridge.widgetId);
    this.session = new SessionKeeper(base, this.store);
    this.session.onRenewed = (session) => this.take(session);
    this.about = new About(this.session, this.store);
    this.rating = new Rating(this.session, this.store);
    this.uploads = new Uploads(this.session);
    this.sound = signal(this.settings.sound && this.store.get(SOUND) === "on");
    this.outbox = new Outbox(
      this.store,
      (item) => this.deliver(item),
      (message) => this.ingest([message]),
    );
    this.receipts = new Receipts(async (kind, messageId) => {
      const ack = await this.sync.wire.ask(kind, { message_id: messageId });
      // A refused receipt is not worth telling again; one that found no connection is.
      return ack !== null;
    });
    this.typingSender = new TypingSender((isTyping) => {
      const id = this.conversation.value?.id;
      if (id) void this.sync.wire.ask("typing", { conversation_id: id, is_typing: isTyping });
    });
    this.sync = new Sync(this);

    this.availability = computed(() => availabilityOf(this.team.value));
    this.unread = computed(() => this.receipts.unreadOf(this.messages.value));
    this.hasConversation = computed(() => {
      const current = this.conversation.value;
      return this.outbox.items.value.length > 0 || (current !== null && current.status !== "closed");
    });
    follow(this, this.ended.signal);
  }

  // --- opening and closing -------------------------------------------------

  show(): void {
    if (this.view.value === "chat") this.enter();
    this.open.value = true;
    this.bridge.launcher.setPreview(null);
    if (!this.started) this.wake();
    else if (!this.session.current) void this.start();
    else if (Date.now() - this.session.renewedAt > STALE_TEAM) this.session.renew().catch(() => {});
  }

  hide(): void {
    this.open.value = false;
    this.divider.value = null;
    this.typingSender.stop();
  }

  enter(): void {
    this.leaveBehind();
    if (this.asksFirst) {
      this.view.value = "prechat";
      return;
    }
    const first = this.unread.value[0];
    this.divider.value = first ? { before: first.id, count: this.unread.value.length } : null;
    this.view.value = "chat";
  }

  /** A closed conversation ends where the visitor goes on: what they write now begins another. */
  leaveBehind(): void {
    const current = this.conversation.value;
    if (current?.status !== "closed") return;
    this.leftBehind = current.id;
    this.conversation.value = null;
    this.messages.value = [];
  }

  /** Whether the owner wants to know who writes, and it is not known yet. */
  private get asksFirst(): boolean {
    const { preChat } = this.settings;
    return (
      preChat !== null && !this.about.preChatDone && !this.session.identity && !this.hasConversation.value
    );
  }

  leave(): void {
    this.typingSender.stop();
    this.view.value = "home";
  }

  wake(): void {
    if (this.started) return;
    this.started = true;
    this.sync.begin();
    void this.start();
  }

  /** Nothing of this visitor goes on. */
  end(): void {
    clearTimeout(this.startTimer);
    this.ended.abort();
    this.outbox.end();
    this.session.end();
    this.sync.end();
  }

  async start(): Promise<void> {
    clearTimeout(this.startTimer);
    this.phase.value = "loading";
    try {
      await this.session.renew();
    } catch (error) {
      if (this.session.current || this.ended.signal.aborted) return;
      const { look, server } = this.bridge;
      const isElsewhere =
        error instanceof Problem && error.status === 0 && !isHome(look.domain, location, server);
      if (isElsewhere) console.warn(`PingBack: this page is not on the widget's domain, ${look.domain}.`);
      this.failure.value = isElsewhere
        ? panelTexts().notHere
        : error instanceof Error
          ? error.message
          : String(error);
      const passing = error instanceof Problem && error.passing && !isElsewhere;
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
    this.leaveBehind();
    this.outbox.add(content, this.uploads.take());
    this.store.set(WROTE, String(Date.now()));
  }

  async introduce(about: AboutVisitor): Promise<void> {
    await this.about.introduce(about);
    this.enter();
  }

  async identify(jwt: string): Promise<void> {
    if (!this.started) {
      this.session.identity = jwt;
      return;
    }
    try {
      await this.session.identify(jwt);
      // The socket was let in as somebody else.
      this.sync.wire.restart();
      if (this.view.value === "prechat") this.enter();
    } catch (error) {
      console.warn(
        "PingBack: this identity was not accepted.",
        error instanceof Error ? error.message : error,
      );
      if (!this.session.current) void this.start();
    }
  }

  setSound(isOn: boolean): void {
    this.sound.value = isOn;
    this.store.set(SOUND, isOn ? "on" : "off");
    if (isOn) void playSound();
  }

  private deliver(item: Outgoing) {
    const brings = this.about.isNews && !this.conversation.value;
    return deliver(item, this.session, brings ? null : this.sync.wire);
  }

  // --- what the server says ------------------------------------------------

  private take(session: Session): void {
    this.team.value = session.team;
    if (session.conversation) this.adopt(session.conversation, session.messages);
    this.receipts.sawUntil(this.store.get(SEEN) ?? "", this.messages.value);
    this.phase.value = "ready";
    this.failure.value = "";
    this.sync.wire.start();
    void this.outbox.flush();
  }

  /** The visitor's conversation, as the server knows it; false for one that the visitor is done with. */
  adopt(conversation: Conversation, messages: readonly Message[]): boolean {
    if (conversation.status === "closed" && conversation.id === this.leftBehind) return false;
    this.turnTo(conversation);
    this.ingest(messages);
    if (this.outbox.goesOn) this.leaveBehind();
    return true;
  }

  /** One conversation is shown: another one, of a customer who was identified or begun after the end, stands alone. */
  private turnTo(conversation: Conversation): void {
    if (conversation.id !== this.conversation.value?.id) this.messages.value = [];
    this.conversation.value = conversation;
  }

  /** The server tells that a conversation changed. */
  changed(conversation: Conversation): void {
    const current = this.conversation.value;
    const isOver = conversation.status === "closed";
    if (conversation.id === current?.id) this.conversation.value = conversation;
    else if (conversation.id === this.leftBehind && !isOver) this.ask();
    else if (!current && !isOver) this.conversation.value = conversation;
  }

  private ask(): void {
    this.leftBehind = "";
    void this.sync.refresh();
  }

  ingest(incoming: readonly Message[]): void {
    if (!incoming.length) return;
    for (const message of incoming) {
      if (message.sender === "customer" && message.clientId) this.outbox.confirm(message.clientId);
    }
    this.receipts.arrived(incoming);
    const { conversationId: id, sender } = incoming[incoming.length - 1] as Message;
    const current = this.conversation.value;
    if (id && id !== current?.id) {
      // What the visitor wrote is where they are now; of anything else the server knows.
      const isKnown = current ? current.status === "closed" : id !== this.leftBehind;
      if (sender !== "customer" && !isKnown) {
        this.ask();
        return;
      }
      this.turnTo({ id, status: "open" });
    }
    this.messages.value = mergeMessages(this.messages.value, incoming);
  }
}
