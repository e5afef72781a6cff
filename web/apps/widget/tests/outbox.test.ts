import { beforeEach, describe, expect, it, vi } from "vitest";
import { readMessage } from "../src/api/types";
import { Outbox, type Outcome, type Outgoing } from "../src/conversation/outbox";
import { Store } from "../src/shared/store";

const confirmed = (item: Outgoing): Outcome => ({
  kind: "sent",
  message: readMessage({
    id: `m-${item.clientId}`,
    sender_type: "customer",
    content: item.content,
    client_id: item.clientId,
  })!,
});

/** A server that remembers client ids, as the real one does. */
function server() {
  const taken = new Map<string, string>();
  return { taken, take: (item: Outgoing) => taken.set(item.clientId, item.content) };
}

describe("outbox", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
  });

  it("sends in order, one at a time, and empties itself", async () => {
    const seen: string[] = [];
    let atOnce = 0;
    const outbox = new Outbox(
      new Store("w"),
      async (item) => {
        expect(++atOnce).toBe(1);
        await Promise.resolve();
        atOnce--;
        seen.push(item.content);
        return confirmed(item);
      },
      () => {},
    );
    outbox.add("one", []);
    outbox.add("two", []);
    await vi.runAllTimersAsync();
    expect(seen).toEqual(["one", "two"]);
    expect(outbox.items.value).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("keeps what could not be sent, over a reload, with the same client id", async () => {
    const first = new Outbox(
      new Store("w"),
      async () => ({ kind: "later", seconds: 60 }),
      () => {},
    );
    first.add("kept", []);
    await vi.advanceTimersByTimeAsync(10);
    const id = first.items.value[0]!.clientId;

    const shop = server();
    const second = new Outbox(
      new Store("w"),
      async (item) => {
        shop.take(item);
        return confirmed(item);
      },
      () => {},
    );
    expect(second.items.value.map((item) => item.content)).toEqual(["kept"]);
    await second.flush();
    expect([...shop.taken]).toEqual([[id, "kept"]]);
    expect(
      new Outbox(
        new Store("w"),
        async () => ({ kind: "later", seconds: 9 }),
        () => {},
      ).items.value,
    ).toEqual([]);
  });

  it("tries again by itself after the time the server asked for", async () => {
    let tries = 0;
    const outbox = new Outbox(
      new Store("w"),
      async (item) => (++tries < 3 ? { kind: "later", seconds: 5 } : confirmed(item)),
      () => {},
    );
    outbox.add("patient", []);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(tries).toBe(3);
    expect(outbox.items.value).toEqual([]);
  });

  it("marks a refused message, goes on with the next, and sends it when asked to", async () => {
    let allowed = false;
    const outbox = new Outbox(
      new Store("w"),
      async (item) =>
        item.content === "bad" && !allowed ? { kind: "refused", reason: "No." } : confirmed(item),
      () => {},
    );
    outbox.add("bad", []);
    outbox.add("good", []);
    await vi.runAllTimersAsync();
    expect(outbox.items.value.map(({ content, state, reason }) => [content, state, reason])).toEqual([
      ["bad", "failed", "No."],
    ]);
    allowed = true;
    outbox.retry(outbox.items.value[0]!.clientId);
    await vi.runAllTimersAsync();
    expect(outbox.items.value).toEqual([]);
  });

  it("learns from another tab that its message was refused", async () => {
    const here = new Outbox(
      new Store("w"),
      async () => ({ kind: "refused", reason: "No." }),
      () => {},
    );
    const there = new Outbox(
      new Store("w"),
      async () => ({ kind: "later", seconds: 60 }),
      () => {},
    );
    here.add("bad", []);
    there.follow();
    expect(there.goesOn).toBe(true);
    await vi.runAllTimersAsync();
    there.follow();
    expect(there.items.value).toEqual(here.items.value);
    expect([there.goesOn, there.items.value.length]).toEqual([false, 1]);
  });

  it("lets go of a message whose echo came before the answer", async () => {
    let answer: (outcome: Outcome) => void = () => {};
    const outbox = new Outbox(
      new Store("w"),
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      () => {},
    );
    outbox.add("echoed", []);
    const item = outbox.items.value[0]!;
    outbox.confirm(item.clientId);
    answer({ kind: "later", seconds: 1 });
    await vi.runAllTimersAsync();
    expect(outbox.items.value).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("works in memory where storage is forbidden", async () => {
    const blocked = vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const sent: string[] = [];
    const outbox = new Outbox(
      new Store("w"),
      async (item) => {
        sent.push(item.content);
        return confirmed(item);
      },
      () => {},
    );
    outbox.add("still", []);
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["still"]);
    blocked.mockRestore();
  });

  it("throws away what somebody else wrote into its storage", () => {
    localStorage.setItem("pingback.w.out.x", "{not json");
    const outbox = new Outbox(
      new Store("w"),
      async () => ({ kind: "later", seconds: 1 }),
      () => {},
    );
    expect(outbox.items.value).toEqual([]);
    expect(localStorage.length).toBe(0);
  });
});
