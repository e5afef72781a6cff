import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { until, within } from "./wait.ts";

export type Transport = "websocket" | "polling";
export const TRANSPORTS: readonly Transport[] = ["websocket", "polling"];

export type Payload = Record<string, unknown> & { seq?: number; epoch?: string };
export interface Heard {
  event: string;
  data: Payload;
  /** Milliseconds of this process's clock. */
  at: number;
}
export type Ack = { ok: boolean; error?: string } & Record<string, unknown>;

const ANSWERS_WITHIN = 5_000;
const open = new Set<Ear>();

/** A program that listens with the official client, unmodified. */
export class Ear {
  readonly heard: Heard[] = [];
  /** Why the server or the network ended the connection, once it did. */
  ended: { reason: string; at: number } | null = null;

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, data: Payload) => this.heard.push({ event, data, at: performance.now() }));
    socket.on("disconnect", (reason) => {
      this.ended = { reason, at: performance.now() };
    });
    open.add(this);
  }

  /** Connects, or fails with the message of the refusal. */
  static async connect(
    server: string,
    auth: Record<string, unknown>,
    {
      transport = "websocket",
      ...more
    }: { transport?: Transport } & Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<Ear> {
    const socket = io(server, {
      transports: [transport],
      reconnection: false,
      forceNew: true,
      auth,
      ...more,
    });
    const ear = new Ear(socket);
    const connected = new Promise<void>((done, fail) => {
      socket.once("connect", done);
      socket.once("connect_error", fail);
    });
    try {
      await within(10_000, "a socket to connect", connected);
    } catch (error) {
      ear.close();
      throw error;
    }
    return ear;
  }

  static closeAll(): void {
    for (const ear of open) ear.close();
  }

  close(): void {
    open.delete(this);
    this.socket.disconnect();
  }

  async ask(event: string, payload: unknown): Promise<Ack> {
    return (await this.socket.timeout(ANSWERS_WITHIN).emitWithAck(event, payload)) as Ack;
  }

  /** The first event of that name whose data passes, heard already or still to come. */
  async hears(
    event: string,
    passes: (data: Payload) => boolean = () => true,
    { within: ms = 5_000 } = {},
  ): Promise<Payload> {
    const found = () => this.heard.find((one) => one.event === event && passes(one.data));
    return (await until(`the event ${event}`, found, { within: ms, every: 5 })).data;
  }

  /** When the connection ended, for those who promise how fast. */
  async isCut({ within: ms = 5_000 } = {}): Promise<number> {
    return (await until("the socket to be cut", () => this.ended, { within: ms, every: 5 })).at;
  }

  get durable(): (Heard & { data: Payload & { seq: number; epoch: string } })[] {
    return this.heard.filter((one): one is Heard & { data: Payload & { seq: number; epoch: string } } => {
      return typeof one.data?.seq === "number";
    });
  }

  get seqs(): number[] {
    return this.durable.map((one) => one.data.seq);
  }
}
