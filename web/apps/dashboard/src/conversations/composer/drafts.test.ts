import { NoAnswer, type Draft as StoredDraft } from "@pingback/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Draft, type DraftPorts, Drafts, keyOf, PUT_AFTER } from "./drafts";

const place = { userId: "u1", businessId: "b1", conversationId: "c1" };
const key = keyOf(place);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(more: Partial<DraftPorts> = {}, kept: Record<string, Draft> = {}) {
  const device = new Map(Object.entries(kept));
  const puts: Pick<StoredDraft, "content" | "is_private">[] = [];
  const server: { draft: StoredDraft } = { draft: { content: "", is_private: false, updated_at: null } };
  const drafts = new Drafts({
    get: async () => server.draft,
    put: async (_, draft) => {
      puts.push(draft);
      server.draft = { ...draft, updated_at: draft.content ? "now" : null };
    },
    load: (k) => device.get(k) ?? null,
    save: (k, draft) => {
      if (draft) device.set(k, draft);
      else device.delete(k);
    },
    ...more,
  });
  return { drafts, device, puts, server };
}

describe("a draft", () => {
  it("lies on the device at once, and at the server after a pause; then the server has it alone", async () => {
    const { drafts, device, puts } = setUp();
    drafts.write(place, "reply", "He");
    drafts.write(place, "reply", "Hello");
    expect(device.get(key)).toMatchObject({ reply: "Hello", isDirty: true });
    await vi.advanceTimersByTimeAsync(PUT_AFTER - 1);
    expect(puts).toEqual([]);
    await vi.advanceTimersByTimeAsync(2);
    expect(puts).toEqual([{ content: "Hello", is_private: false }]);
    expect(drafts.get(place)).toMatchObject({ reply: "Hello", isDirty: false });
    expect(device.has(key)).toBe(false);
  });

  it("waits on the device for the connection, over a reload", async () => {
    let online = false;
    const stored: string[] = [];
    const put = async (_: unknown, { content }: { content: string }) => {
      if (!online) throw new NoAnswer();
      stored.push(content);
    };
    const { drafts, device } = setUp({ put });
    drafts.write(place, "reply", "In the tunnel");
    await vi.advanceTimersByTimeAsync(PUT_AFTER);
    expect(drafts.get(place)).toMatchObject({ isDirty: true, isStuck: true });
    const again = setUp({ put }, Object.fromEntries(device)).drafts;
    expect(again.get(place).reply).toBe("In the tunnel");
    online = true;
    again.retry();
    await vi.advanceTimersByTimeAsync(1);
    expect(stored).toEqual(["In the tunnel"]);
  });

  it("of another window is taken over only where nothing was written here since", async () => {
    const { drafts, server } = setUp();
    server.draft = { content: "From the other window", is_private: true, updated_at: "now" };
    await drafts.refresh(place);
    expect(drafts.get(place)).toMatchObject({ note: "From the other window", kind: "note" });
    server.draft = { content: "", is_private: false, updated_at: null };
    await drafts.refresh(place);
    expect(drafts.get(place)).toMatchObject({ note: "" });

    server.draft = { content: "Newer", is_private: false, updated_at: "now" };
    drafts.write(place, "reply", "Mine");
    await drafts.refresh(place);
    drafts.hear(place, { ...drafts.get(place), reply: "Theirs" });
    expect(drafts.get(place).reply).toBe("Mine");
  });

  it("is not overwritten by an answer that was asked for before it was written", async () => {
    let arrive = (_: StoredDraft) => {};
    const get = () =>
      new Promise<StoredDraft>((done) => {
        arrive = done;
      });
    const { drafts } = setUp({ get });
    const asked = drafts.refresh(place);
    drafts.write(place, "reply", "Mine");
    await vi.advanceTimersByTimeAsync(PUT_AFTER);
    arrive({ content: "Old", is_private: false, updated_at: "then" });
    await asked;
    expect(drafts.get(place).reply).toBe("Mine");
  });

  it("is stored in the order it was written, however slow the server is", async () => {
    const seen: string[] = [];
    const put = async (_: unknown, { content }: { content: string }) => {
      await new Promise((done) => setTimeout(done, content === "slow" ? 2000 : 1));
      seen.push(content);
    };
    const { drafts } = setUp({ put });
    drafts.write(place, "reply", "slow");
    await vi.advanceTimersByTimeAsync(PUT_AFTER);
    drafts.write(place, "reply", "");
    await vi.advanceTimersByTimeAsync(5000);
    expect(seen).toEqual(["slow", ""]);
    expect(drafts.get(place).isDirty).toBe(false);
  });

  it("keeps a reply beside a note; the server has the one last looked at", async () => {
    const { drafts, device, puts } = setUp();
    drafts.write(place, "reply", "Dear Marta");
    drafts.write(place, "note", "Careful");
    await vi.advanceTimersByTimeAsync(PUT_AFTER);
    expect(puts).toEqual([{ content: "Careful", is_private: true }]);
    expect(device.get(key)).toMatchObject({ reply: "Dear Marta", note: "Careful" });
    // The note is sent: what remains is stored instead.
    drafts.write(place, "note", "");
    await vi.advanceTimersByTimeAsync(PUT_AFTER);
    expect(puts.at(-1)).toEqual({ content: "Dear Marta", is_private: false });
    expect(device.has(key)).toBe(false);
  });
});
