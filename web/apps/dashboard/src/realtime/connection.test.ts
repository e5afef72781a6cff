// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Connection, type ConnectionHandlers } from "./connection";

type Listener = (...args: never[]) => void;

/** A socket whose other end is this test. */
class FakeSocket {
  connected = false;
  auth: Record<string, unknown> = {};
  sent: [string, unknown][] = [];
  resumes: unknown[] = [];
  answers: unknown[] = [];
  private listeners = new Map<string, Listener>();

  constructor(private readonly giveAuth: (give: (auth: Record<string, unknown>) => void) => void) {}

  on(event: string, listener: Listener) {
    this.listeners.set(event, listener);
    return this;
  }
  connect() {
    this.giveAuth((auth) => {
      this.auth = auth;
    });
  }
  disconnect() {
    this.connected = false;
  }
  timeout() {
    return {
      emit: (event: string, data: unknown) => this.sent.push([event, data]),
      emitWithAck: async (_: string, data: unknown) => {
        this.resumes.push(data);
        return this.answers.shift();
      },
    };
  }
  /** What the server does. */
  tell(event: string, data?: unknown) {
    if (event === "connect") this.connected = true;
    if (event === "disconnect") this.connected = false;
    this.listeners.get(event)?.(...([data] as never[]));
  }
}

let socket: FakeSocket;
vi.mock("socket.io-client", () => ({
  io: (options: { auth: FakeSocket["giveAuth"] }) => {
    socket = new FakeSocket(options.auth);
    return socket;
  },
}));

let on: { [K in keyof ConnectionHandlers]: ReturnType<typeof vi.fn> };
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  on = {
    onEvent: vi.fn(),
    onTyping: vi.fn(),
    onPresence: vi.fn(),
    onViewing: vi.fn(),
    onLive: vi.fn(),
    onRefused: vi.fn(),
    onState: vi.fn(),
  };
  connection = new Connection("b1", on as unknown as ConnectionHandlers);
  connection.open();
});
afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

async function goLive(...answers: unknown[]) {
  socket.answers = answers;
  socket.tell("connect");
  await vi.advanceTimersByTimeAsync(0);
}

const event = (seq: number, epoch = "e1") => ({ seq, epoch, agent_id: "u1", status: "live" });

it("asks where the log stands, then applies each event once", async () => {
  expect(socket.auth).toEqual({ business_id: "b1" });
  await goLive({ ok: true, epoch: "e1", last: 10 });
  expect(socket.resumes).toEqual([{}]);
  expect(on.onLive).toHaveBeenCalledWith({ first: true, complete: true });
  socket.tell("agent_status_changed", event(10));
  socket.tell("agent_status_changed", event(11));
  socket.tell("agent_status_changed", event(11));
  expect(on.onEvent).toHaveBeenCalledTimes(1);
});

it("resumes from the last event, and joins again what was open", async () => {
  await goLive({ ok: true, epoch: "e1", last: 10 });
  connection.join("c1");
  socket.tell("agent_status_changed", event(14));
  socket.tell("disconnect", "transport close");
  expect(on.onState).toHaveBeenLastCalledWith({ kind: "lost", retryAt: expect.any(Number) });
  await vi.advanceTimersByTimeAsync(2000);
  expect(socket.auth).toEqual({ business_id: "b1", after: 14, epoch: "e1" });

  socket.answers = [{ ok: true, epoch: "e1", last: 20 }];
  socket.tell("connect");
  // The replay may begin before the question is asked: the question still names the handshake's place.
  socket.tell("agent_status_changed", event(15));
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.resumes.at(-1)).toEqual({ after: 14, epoch: "e1" });
  expect(on.onEvent).toHaveBeenCalledTimes(2);
  expect(on.onLive).toHaveBeenLastCalledWith({ first: false, complete: true });
  expect(socket.sent.filter(([name]) => name === "join_conversation")).toHaveLength(2);
});

it("has everything fetched afresh when the log cannot bridge the gap", async () => {
  await goLive({ ok: true, epoch: "e1", last: 10 });
  socket.tell("disconnect", "transport close");
  await vi.advanceTimersByTimeAsync(2000);
  await goLive({ ok: false, error: "too_old" }, { ok: true, epoch: "e2", last: 3 });
  expect(on.onLive).toHaveBeenLastCalledWith({ first: false, complete: false });
  socket.tell("agent_status_changed", event(4, "e2"));
  expect(on.onEvent).toHaveBeenCalledTimes(1);
});

it("asks about the account when the server refuses or cuts", async () => {
  socket.tell("connect_error", new Error("unauthorized"));
  expect(on.onRefused).toHaveBeenCalledTimes(1);
  socket.tell("connect_error", new Error("websocket error"));
  expect(on.onRefused).toHaveBeenCalledTimes(1);
  await goLive({ ok: true, epoch: "e1", last: 0 });
  socket.tell("disconnect", "io server disconnect");
  expect(on.onRefused).toHaveBeenCalledTimes(2);
});

it("stays closed", async () => {
  await goLive({ ok: true, epoch: "e1", last: 0 });
  connection.close();
  socket.tell("disconnect", "io client disconnect");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(on.onState).toHaveBeenLastCalledWith({ kind: "live" });
});
