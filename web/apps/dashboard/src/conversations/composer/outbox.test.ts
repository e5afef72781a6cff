import { NoAnswer, Problem } from "@pingback/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { message } from "../../testing/records";
import { notYetIn, Outbox, type OutboxPorts, type Outgoing } from "./outbox";

const outgoing = (key: string, part: Partial<Outgoing> = {}) => ({
  key,
  businessId: "b1",
  conversationId: "c1",
  content: key,
  attachments: [],
  isPrivate: false,
  after: null,
  ...part,
});

function setUp(post: OutboxPorts["post"], kept: Outgoing[] = []) {
  let saved: readonly Outgoing[] = kept;
  const sent: string[] = [];
  const box = new Outbox({
    post,
    onSent: ({ key }) => sent.push(key),
    load: () => [...saved],
    save: (entries) => {
      saved = entries;
    },
  });
  return { box, sent, saved: () => saved };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the outbox", () => {
  it("sends the messages of one conversation one after the other, in order", async () => {
    const order: string[] = [];
    const { box, sent } = setUp(async ({ key }) => {
      order.push(`${key} starts`);
      await new Promise((done) => setTimeout(done, key === "a" ? 50 : 10));
      order.push(`${key} ends`);
      return message({ id: key });
    });
    box.add(outgoing("a"));
    box.add(outgoing("b"));
    await vi.runAllTimersAsync();
    expect(order).toEqual(["a starts", "a ends", "b starts", "b ends"]);
    expect(sent).toEqual(["a", "b"]);
    expect(box.get()).toEqual([]);
  });

  it("keeps what got no answer and tries again under the same key", async () => {
    const keys: string[] = [];
    let online = false;
    const { box, sent } = setUp(async ({ key }) => {
      keys.push(key);
      if (!online) throw new NoAnswer();
      return message({ id: key });
    });
    box.add(outgoing("a"));
    await vi.advanceTimersByTimeAsync(10);
    expect(box.get().map((e) => e.state)).toEqual(["waiting"]);
    online = true;
    box.drain();
    await vi.advanceTimersByTimeAsync(10);
    expect(keys).toEqual(["a", "a"]);
    expect(sent).toEqual(["a"]);
  });

  it("leaves a refusal to the person, and goes on with the next", async () => {
    const { box, sent } = setUp(async ({ key }) => {
      if (key === "a") throw new Problem(429, { detail: "The month is used up.", feature: "messages" });
      return message({ id: key });
    });
    box.add(outgoing("a"));
    box.add(outgoing("b"));
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(["b"]);
    expect(box.get()).toMatchObject([{ key: "a", state: "failed", reason: "The month is used up." }]);
    box.discard("a");
    expect(box.get()).toEqual([]);
  });

  it("asks where a colleague answered meanwhile, and sends under a new key once that is wanted", async () => {
    const asked: { key: string; seen: unknown }[] = [];
    const { box, sent } = setUp(async ({ key, seen }) => {
      asked.push({ key, seen });
      if (seen)
        throw new Problem(409, { error: "answered_meanwhile", answered_by: "ada", last_message_id: "m2" });
      return message({ id: key });
    });
    box.add(outgoing("a", { seen: "m1" }));
    await vi.advanceTimersByTimeAsync(10);
    expect(box.get()).toMatchObject([{ state: "held", answered: { by: "ada" } }]);
    box.sendAnyway("a", "b");
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toEqual([
      { key: "a", seen: "m1" },
      { key: "b", seen: null },
    ]);
    expect(sent).toEqual(["b"]);
  });

  it("takes any other conflict for the refusal it is", async () => {
    const { box } = setUp(async () => {
      throw new Problem(409, { detail: "No." });
    });
    box.add(outgoing("a"));
    await vi.advanceTimersByTimeAsync(10);
    expect(box.get()).toMatchObject([{ state: "failed", reason: "No." }]);
  });

  it("waits as long as a rate limit says", async () => {
    let tries = 0;
    const { box, sent } = setUp(async ({ key }) => {
      tries++;
      if (tries === 1) throw new Problem(429, { detail: "Too many requests" }, "7");
      return message({ id: key });
    });
    box.add(outgoing("a"));
    await vi.advanceTimersByTimeAsync(6900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual(["a"]);
  });

  it("survives a reload: what was under way is unknown, so it waits", () => {
    const { box } = setUp(() => new Promise(() => {}), [{ ...outgoing("a"), state: "sending" }]);
    expect(box.get()).toMatchObject([{ key: "a", state: "waiting" }]);
  });
});

describe("what is shown of the outbox", () => {
  const sending: Outgoing = {
    ...outgoing("k", { content: "Hi", after: "m1" }),
    state: "sending",
    tried: true,
  };
  it("is not what has arrived by event already", () => {
    const own = message({ id: "m2", sender_type: "agent", sender_id: "me", content: "Hi" });
    expect(notYetIn([own], [sending], "me")).toEqual([]);
    expect(notYetIn([{ ...own, id: "m0" }], [sending], "me")).toEqual([sending]);
    expect(notYetIn([{ ...own, is_private: true }], [sending], "me")).toEqual([sending]);
  });
  it("is not what arrived although its answer got lost, but is what never left", () => {
    const own = message({ id: "m2", sender_type: "agent", sender_id: "me", content: "Hi" });
    const waiting: Outgoing = { ...sending, state: "waiting" };
    expect(notYetIn([own], [waiting], "me")).toEqual([]);
    const fresh: Outgoing = { ...waiting, tried: false };
    expect(notYetIn([own], [fresh], "me")).toEqual([fresh]);
  });
  it("hides one entry per message, where the same words are sent twice", () => {
    const own = message({ id: "m2", sender_type: "agent", sender_id: "me", content: "Hi" });
    expect(notYetIn([own], [sending, { ...sending, key: "l" }], "me").map((e) => e.key)).toEqual(["l"]);
  });
});
