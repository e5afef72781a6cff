import { isRaw } from "../api/types";
import { toJson } from "../shared/plain";

// Engine.IO 4 packets begin with 0 open, 1 close, 2 ping, 3 pong, 4 message. A message carries a
// Socket.IO 5 packet: 0 connected, 1 disconnected, 2 event, 3 acknowledgement, 4 refused.
const OPEN_WITHIN = 20_000;
const SILENCE = 45_000;

export interface SocketEvents {
  connected(): void;
  event(name: string, payload: unknown): void;
  /** Once, unless `close` was called. `refused`: the server does not take these credentials. */
  ended(refused: boolean): void;
}

/**
 * One Socket.IO connection over a websocket: as much of the protocol as a visitor needs, which is 1 KB
 * where the full client is 11. No long polling: where a proxy breaks websockets the chat falls back to
 * plain calls. No binary: every event of a visitor is JSON.
 */
export class Socket {
  connected = false;

  private readonly ws: WebSocket;
  private readonly asked = new Map<number, (answer: unknown) => void>();
  private lastId = 0;
  private isOver = false;
  private patience = SILENCE;
  private watch = 0;

  constructor(
    server: string,
    private readonly auth: unknown,
    private readonly on: SocketEvents,
  ) {
    this.expect(OPEN_WITHIN);
    this.ws = new WebSocket(`${server.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`);
    this.ws.onmessage = ({ data }) => {
      if (typeof data === "string" && !this.isOver) this.take(data);
    };
    this.ws.onclose = () => this.end(false);
  }

  close(): void {
    this.isOver = true;
    this.stop();
  }

  /** Emits and waits for the acknowledgement; undefined when none came. */
  ask(event: string, payload: unknown, timeout: number): Promise<unknown> {
    if (!this.connected) return Promise.resolve(undefined);
    const id = this.lastId++;
    return new Promise((resolve) => {
      const settle = (answer: unknown) => {
        clearTimeout(timer);
        this.asked.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(settle, timeout);
      this.asked.set(id, settle);
      this.ws.send(`42${id}${toJson([event, payload])}`);
    });
  }

  private take(data: string): void {
    this.expect(this.patience);
    if (data[0] === "0") {
      const { pingInterval, pingTimeout } = parse(data.slice(1)) as Record<string, number>;
      this.patience = (pingInterval ?? 0) + (pingTimeout ?? 0) || SILENCE;
      this.ws.send(`40${toJson(this.auth)}`);
    } else if (data[0] === "1") this.end(false);
    else if (data[0] === "2") this.ws.send("3");
    else if (data[0] === "4") this.takeMessage(data);
  }

  private takeMessage(data: string): void {
    const [, kind, id = "", body = ""] = /^4(\d)(\d*)(.*)$/s.exec(data) ?? [];
    if (kind === "0") {
      this.connected = true;
      this.on.connected();
    } else if (kind === "1") this.end(false);
    else if (kind === "4") this.end(true);
    else {
      const list = parse(body);
      if (!Array.isArray(list)) return;
      if (kind === "2") this.on.event(String(list[0]), list[1]);
      else if (kind === "3") this.asked.get(Number(id))?.(list[0]);
    }
  }

  /** A connection that is silent for longer than the server promised is none. */
  private expect(within: number): void {
    clearTimeout(this.watch);
    this.watch = window.setTimeout(() => this.end(false), within);
  }

  private end(refused: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stop();
    this.on.ended(refused);
  }

  private stop(): void {
    this.connected = false;
    clearTimeout(this.watch);
    this.ws.close();
    for (const settle of [...this.asked.values()]) settle(undefined);
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRaw(value) ? value : {};
  } catch {
    return {};
  }
}
