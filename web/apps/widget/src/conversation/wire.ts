import { isRaw } from "../api/types";
import { Socket } from "./socket";

export interface WireEvents {
  connected(again: boolean): void;
  disconnected(): void;
  /** The token was refused; the answer says whether there is a new one to try. */
  unauthorized(): Promise<boolean>;
  event(name: string, payload: unknown): void;
}

export type Ack = { ok: true; [more: string]: unknown } | { ok: false; error: string };

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const LONGEST_REFUSAL = 60_000;

/** The visitor's connection: made again whenever it ends. */
export class Wire {
  private socket: Socket | null = null;
  private wasConnected = false;
  private failures = 0;
  private refusals = 0;
  private timer = 0;
  private isStopped = true;

  constructor(
    private readonly server: string,
    private readonly auth: () => { business_id: string; token: string },
    private readonly on: WireEvents,
  ) {}

  get connected(): boolean {
    return this.socket?.connected === true;
  }

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    this.restart();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** Tries again now, without waiting for the next turn. */
  nudge(): void {
    if (!this.connected) this.restart();
  }

  /** Drops a connection that looks alive and is not. */
  restart(): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.socket?.close();
    const wasUp = this.connected;
    this.socket = new Socket(this.server, this.auth(), {
      connected: () => {
        this.failures = 0;
        this.refusals = 0;
        this.on.connected(this.wasConnected);
        this.wasConnected = true;
      },
      event: (name, payload) => this.on.event(name, payload),
      ended: (refused) => {
        this.on.disconnected();
        if (refused) void this.renew();
        else this.later();
      },
    });
    if (wasUp) this.on.disconnected();
  }

  /** Emits and waits for the acknowledgement; null when none came. */
  async ask(event: string, payload: unknown, timeout = 8_000): Promise<Ack | null> {
    const answer = await this.socket?.ask(event, payload, timeout);
    if (!isRaw(answer)) return null;
    return answer.ok === true ? { ...answer, ok: true } : { ok: false, error: String(answer.error ?? "") };
  }

  /** Spread out: a server that restarts hangs up on everybody at once. */
  private later(): void {
    const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures++);
    this.wait(most * (0.5 + Math.random()), () => this.restart());
  }

  private async renew(): Promise<void> {
    const isFirst = this.refusals === 0;
    // Grows with each refusal, so that a server that always says no is not stormed.
    const most = Math.min(LONGEST_REFUSAL, 1_000 * 2 ** this.refusals++);
    this.wait(isFirst ? 0 : most * (0.5 + Math.random()), async () => {
      if (await this.on.unauthorized()) this.restart();
      else void this.renew();
    });
  }

  private wait(milliseconds: number, then: () => void): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = window.setTimeout(then, milliseconds);
  }
}
