import { io, type Socket } from "socket.io-client";
import { isRaw } from "../api/types";

export interface WireEvents {
  connected(again: boolean): void;
  disconnected(): void;
  /** The token was refused; the answer says whether there is a new one to try. */
  unauthorized(): Promise<boolean>;
  event(name: string, payload: unknown): void;
}

export type Ack = { ok: true; [more: string]: unknown } | { ok: false; error: string };

const EVENTS = ["new_message", "typing", "delivered", "read", "conversation_updated"];

/** The visitor's Socket.IO connection. */
export class Wire {
  private socket: Socket | null = null;
  private wasConnected = false;
  private refusals = 0;

  constructor(
    private readonly server: string,
    private readonly auth: () => { business_id: string; token: string },
    private readonly on: WireEvents,
  ) {}

  get connected(): boolean {
    return this.socket?.connected === true;
  }

  start(): void {
    if (this.socket) return;
    const { origin, pathname } = new URL(this.server);
    const socket = io(origin, {
      // The server may live below a path.
      path: `${pathname.replace(/\/$/, "")}/socket.io/`,
      // The build leaves the other transports out; see scripts/build.mjs.
      transports: ["websocket"],
      reconnectionDelay: 500,
      reconnectionDelayMax: 15_000,
      auth: (give) => give(this.auth()),
    });
    this.socket = socket;
    socket.on("connect", () => {
      this.refusals = 0;
      this.on.connected(this.wasConnected);
      this.wasConnected = true;
    });
    socket.on("disconnect", (reason) => {
      this.on.disconnected();
      // The client library does not come back by itself when the server hung up. Spread out: a server
      // that restarts hangs up on everybody at once.
      if (reason === "io server disconnect") setTimeout(() => socket.connect(), 300 + Math.random() * 1500);
    });
    socket.on("connect_error", () => {
      this.on.disconnected();
      // Still active: the network failed and the library tries again. Else: the server refused us.
      if (!socket.active) void this.renewAndConnect();
    });
    for (const name of EVENTS) socket.on(name, (payload: unknown) => this.on.event(name, payload));
  }

  /** Tries again now, without waiting for the next turn. */
  nudge(): void {
    if (this.socket && !this.socket.connected) this.socket.disconnect().connect();
  }

  /** Drops a connection that looks alive and is not. */
  restart(): void {
    this.socket?.disconnect().connect();
  }

  /** Emits and waits for the acknowledgement; null when none came. */
  async ask(event: string, payload: unknown, timeout = 8_000): Promise<Ack | null> {
    if (!this.socket?.connected) return null;
    try {
      const answer: unknown = await this.socket.timeout(timeout).emitWithAck(event, payload);
      if (!isRaw(answer)) return null;
      return answer.ok === true ? { ...answer, ok: true } : { ok: false, error: String(answer.error ?? "") };
    } catch {
      return null;
    }
  }

  private async renewAndConnect(): Promise<void> {
    // Grows with each refusal, so that a server that always says no is not stormed.
    const wait = Math.min(60_000, 1000 * 2 ** this.refusals++ * (0.5 + Math.random()));
    await new Promise((done) => setTimeout(done, this.refusals === 1 ? 0 : wait));
    if (this.connected) return;
    if (await this.on.unauthorized()) this.socket?.connect();
    else void this.renewAndConnect();
  }
}
