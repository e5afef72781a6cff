import { io, type Socket } from "socket.io-client";
import { delayBefore } from "./backoff";
import { DURABLE, type Event, type Presence, type Typing, type Viewing } from "./events";
import { advance, judge, type Position, type Stamp } from "./position";

export type ConnectionState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** `retryAt` is null while a try is under way. */
  | { kind: "lost"; retryAt: number | null };

type ResumeAnswer = { ok: true; epoch: string; last: number } | { ok: false; error: string };

export interface ConnectionHandlers {
  onEvent: (event: Event) => void;
  onTyping: (typing: Typing) => void;
  onPresence: (presence: Presence) => void;
  onViewing: (viewing: Viewing) => void;
  /** Live again. `complete` is false when the log could not bridge the gap and all must be fetched afresh. */
  onLive: (how: { first: boolean; complete: boolean }) => void;
  /** The server refused or cut us: the account must be asked whether we still belong. */
  onRefused: () => void;
  onState: (state: ConnectionState) => void;
}

const ACK_WITHIN = 10_000;
/** A long absence takes a while to replay. */
const RESUMED_WITHIN = 60_000;

const place = (position: Position | null) => (position ? { after: position.seq, epoch: position.epoch } : {});

/** One workspace's socket. It reconnects by itself and resumes where it stopped. */
export class Connection {
  private readonly socket: Socket;
  private position: Position | null = null;
  /** What the last handshake asked to be replayed from. */
  private asked: Position | null = null;
  private attempt = 0;
  private wasLive = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private readonly joined = new Set<string>();

  constructor(
    businessId: string,
    private readonly on: ConnectionHandlers,
  ) {
    this.socket = io({
      path: "/socket.io/",
      transports: ["websocket", "polling"],
      // With an own timer the page can say when the next try is.
      reconnection: false,
      autoConnect: false,
      forceNew: true,
      timeout: 10_000,
      // A function: each handshake says where the last connection stopped.
      auth: (give) => {
        this.asked = this.position;
        give({ business_id: businessId, ...place(this.asked) });
      },
    });
    this.socket.on("connect", () => void this.connected());
    this.socket.on("connect_error", (error) => this.lost(error.message === "unauthorized"));
    this.socket.on("disconnect", (reason) => this.lost(reason === "io server disconnect"));
    this.socket.on("typing", (typing: Typing) => this.on.onTyping(typing));
    this.socket.on("presence", (presence: Presence) => this.on.onPresence(presence));
    this.socket.on("viewing", (viewing: Viewing) => this.on.onViewing(viewing));
    for (const name of DURABLE) {
      this.socket.on(name, (data: Stamp) => this.receive(name, data));
    }
  }

  open() {
    window.addEventListener("online", this.tryNow);
    this.socket.connect();
  }

  close() {
    this.closed = true;
    window.removeEventListener("online", this.tryNow);
    clearTimeout(this.timer);
    this.socket.disconnect();
  }

  /** From the pill's button, and when the browser says that the network is back. */
  tryNow = () => {
    if (this.socket.connected || this.closed) return;
    clearTimeout(this.timer);
    this.on.onState({ kind: "lost", retryAt: null });
    this.socket.connect();
  };

  /** Joining lasts until `leave`, over reconnects. */
  join(conversationId: string) {
    this.joined.add(conversationId);
    this.send("join_conversation", { conversation_id: conversationId });
  }

  leave(conversationId: string) {
    this.joined.delete(conversationId);
    this.send("leave_conversation", { conversation_id: conversationId });
  }

  typing(conversationId: string, isTyping: boolean) {
    this.send("typing", { conversation_id: conversationId, is_typing: isTyping });
  }

  /** That this page shows it, or does not any more: colleagues who have it open are told. */
  viewing(conversationId: string, isViewing: boolean) {
    this.send("viewing", { conversation_id: conversationId, is_viewing: isViewing });
  }

  delivered(messageId: string) {
    this.send("delivered", { message_id: messageId });
  }

  read(messageId: string) {
    this.send("read", { message_id: messageId });
  }

  private send(event: string, data: object) {
    if (!this.socket.connected) return;
    this.socket.timeout(ACK_WITHIN).emit(event, data, () => {
      // Refused or lost: none of these is worth telling, the next one corrects it.
    });
  }

  private receive(name: Event["name"], data: Stamp) {
    const verdict = judge(this.position, data);
    if (verdict === "repeated") return;
    if (verdict === "other-epoch") {
      this.position = null;
      this.on.onLive({ first: false, complete: false });
    }
    this.position = advance(this.position, data);
    this.on.onEvent({ name, data } as unknown as Event);
  }

  private async connected() {
    for (const id of this.joined) this.send("join_conversation", { conversation_id: id });
    // The handshake asked for the replay already. The same question again is answered when the replay is
    // through, or with "too_old" where there could be none.
    let answer = await this.resume(this.asked);
    const complete = answer?.ok ?? false;
    if (answer && !answer.ok) {
      this.position = null;
      answer = await this.resume(null);
    }
    if (!answer?.ok || !this.socket.connected) return;
    this.position = advance(this.position, { seq: answer.last, epoch: answer.epoch });
    const first = !this.wasLive;
    this.wasLive = true;
    this.attempt = 0;
    this.on.onState({ kind: "live" });
    this.on.onLive({ first, complete });
  }

  private async resume(from: Position | null): Promise<ResumeAnswer | null> {
    try {
      return (await this.socket.timeout(RESUMED_WITHIN).emitWithAck("resume", place(from))) as ResumeAnswer;
    } catch {
      // No answer in time is as bad as no connection.
      this.socket.disconnect();
      return null;
    }
  }

  private lost(refused: boolean) {
    if (this.closed) return;
    if (refused) this.on.onRefused();
    const wait = delayBefore(this.attempt++);
    this.on.onState({ kind: "lost", retryAt: Date.now() + wait });
    clearTimeout(this.timer);
    this.timer = setTimeout(this.tryNow, wait);
  }
}
