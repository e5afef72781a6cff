import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Socket } from "../src/conversation/socket";

class FakeWebSocket {
  static last: FakeWebSocket;
  sent: string[] = [];
  closed = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose: () => void = () => {};
  constructor(readonly url: string) {
    FakeWebSocket.last = this;
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.closed = true;
  }
  says(data: unknown) {
    this.onmessage({ data });
  }
}

function open() {
  const on = { connected: vi.fn(), event: vi.fn(), ended: vi.fn() };
  const socket = new Socket("https://s.example/chat", { token: "t" }, on);
  return { socket, on, ws: FakeWebSocket.last };
}

describe("socket", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const connect = () => {
    const all = open();
    all.ws.says('0{"sid":"x","pingInterval":25000,"pingTimeout":20000}');
    all.ws.says('40{"sid":"y"}');
    return all;
  };

  it("shakes hands with its credentials, below the server's path", () => {
    const { ws, on, socket } = connect();
    expect(ws.url).toBe("wss://s.example/chat/socket.io/?EIO=4&transport=websocket");
    expect(ws.sent).toEqual(['40{"token":"t"}']);
    expect(on.connected).toHaveBeenCalledOnce();
    expect(socket.connected).toBe(true);
  });

  it("answers pings, hands on events, and takes no nonsense", () => {
    const { ws, on } = connect();
    ws.says("2");
    expect(ws.sent.at(-1)).toBe("3");
    ws.says('42["new_message",{"id":"m"}]');
    expect(on.event).toHaveBeenCalledWith("new_message", { id: "m" });
    for (const odd of ["", "4", "42", "42{}", "42[", "43x", "9", new ArrayBuffer(1)]) ws.says(odd);
    expect(on.event).toHaveBeenCalledOnce();
    expect(on.ended).not.toHaveBeenCalled();
  });

  it("gives each question its own answer, and none when none comes", async () => {
    const { ws, socket } = connect();
    const [first, second] = [socket.ask("read", { message_id: "a" }, 1_000), socket.ask("read", {}, 1_000)];
    expect(ws.sent.slice(-2)).toEqual(['420["read",{"message_id":"a"}]', '421["read",{}]']);
    ws.says('431[{"ok":true}]');
    expect(await second).toEqual({ ok: true });
    vi.advanceTimersByTime(1_000);
    expect(await first).toBeUndefined();
  });

  it("ends once: refused, hung up, cut, or silent for longer than promised", async () => {
    const cases: [(ws: FakeWebSocket) => void, boolean][] = [
      [(ws) => ws.says('44{"message":"unauthorized"}'), true],
      [(ws) => ws.says("41"), false],
      [(ws) => ws.says("1"), false],
      [(ws) => ws.onclose(), false],
      [() => vi.advanceTimersByTime(45_001), false],
    ];
    for (const [happens, refused] of cases) {
      const { ws, on, socket } = connect();
      const asked = socket.ask("resume", {}, 600_000);
      happens(ws);
      ws.onclose();
      expect(on.ended).toHaveBeenCalledOnce();
      expect(on.ended).toHaveBeenCalledWith(refused);
      expect(ws.closed).toBe(true);
      expect(await asked).toBeUndefined();
      expect(socket.connected).toBe(false);
    }
  });

  it("says nothing after it was closed from here", () => {
    const { ws, on, socket } = connect();
    socket.close();
    ws.says('42["new_message",{}]');
    ws.onclose();
    expect(on.event).not.toHaveBeenCalled();
    expect(on.ended).not.toHaveBeenCalled();
  });
});
