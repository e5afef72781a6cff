// @vitest-environment happy-dom

import { describe, expect, it } from "vitest";
import { conversation, message } from "../testing/records";
import { withMessage, withTick, withUpdate } from "./messages";
import { firstUnread, linesOf } from "./thread/thread-lines";

const minute = (n: number) => `2026-11-24T09:${String(n).padStart(2, "0")}:00Z`;
const thread = conversation({
  id: "c1",
  messages: [
    message({ id: "1", created_at: minute(1) }),
    message({ id: "2", created_at: minute(2), sender_type: "agent", sender_id: "u1" }),
    message({ id: "3", created_at: minute(3), sender_type: "agent", sender_id: "u1" }),
  ],
});
const ids = (c: typeof thread) => c.messages.map((m) => m.id).join("");

describe("the messages of a thread", () => {
  it("come in order of time, each once", () => {
    expect(ids(withMessage(thread, message({ id: "4", created_at: minute(4) })))).toBe("1234");
    expect(ids(withMessage(thread, message({ id: "x", created_at: minute(2) })))).toBe("12x3");
    const again = withMessage(thread, { ...message({ id: "2", created_at: minute(2) }), delivery: "sent" });
    expect(ids(again)).toBe("123");
    expect(again.messages[1]?.delivery).toBe("sent");
  });

  it("are read up to the one that was read, on that side only", () => {
    const read = withTick(thread, "3", { read_at: minute(5) });
    expect(read.messages.map((m) => m.read_at)).toEqual([null, minute(5), minute(5)]);
    expect(withTick(read, "3", { read_at: minute(9) }).messages[2]?.read_at).toBe(minute(5));
    expect(withTick(thread, "unknown", { read_at: minute(5) })).toBe(thread);
  });

  it("keep their ticks when the answer to the send comes late", () => {
    const read = withTick(thread, "3", { read_at: minute(5) });
    const answered = withMessage(read, { ...message({ id: "3", created_at: minute(3) }), delivery: "sent" });
    expect(answered.messages[2]).toMatchObject({ read_at: minute(5), delivery: "sent" });
  });

  it("stay when the conversation itself changes", () => {
    const changed = withUpdate(thread, { status: "resolved", customer: null });
    expect(changed.status).toBe("resolved");
    expect(changed.messages).toBe(thread.messages);
  });

  it("say when the team first answered, which no event does", () => {
    const asked = conversation({ id: "c1", messages: [message({ id: "1" })] });
    const note = message({ id: "2", sender_type: "agent", is_private: true, created_at: minute(4) });
    expect(withMessage(asked, note).first_response_at).toBe(null);
    const reply = { ...note, is_private: false };
    const answered = withMessage(asked, reply);
    expect(answered.first_response_at).toBe(minute(4));
    const later = message({ id: "3", sender_type: "agent", created_at: minute(9) });
    expect(withMessage(answered, later).first_response_at).toBe(minute(4));
  });
});

describe("how a thread is drawn", () => {
  it("has a line per day, groups, and a mark before what is new", () => {
    const messages = [
      message({ id: "0", created_at: "2026-11-23T09:00:00Z" }),
      ...thread.messages,
      message({ id: "9", created_at: minute(30) }),
    ];
    const lines = linesOf(messages, [], "9");
    expect(lines.map((line) => line.kind)).toEqual([
      "day",
      "message",
      "day",
      "message",
      "message",
      "message",
      "new",
      "message",
    ]);
    const grouped = lines.filter((line) => line.kind === "message").map((line) => line.startsGroup);
    expect(grouped).toEqual([true, true, true, false, true]);
  });

  it("tells what happened at its time, which ends a group", () => {
    const happened = {
      id: "a",
      conversation_id: "c1",
      type: "assigned" as const,
      actor_id: "u1",
      created_at: "2026-11-24T09:02:30Z",
      from: null,
      to: "u2",
    };
    const lines = linesOf(thread.messages, [happened], null);
    expect(lines.map((line) => line.kind)).toEqual(["day", "message", "message", "activity", "message"]);
    expect(lines.at(-1)).toMatchObject({ startsGroup: true });
  });

  it("is new from as many of the customer's messages on as are unread", () => {
    const messages = [...thread.messages, message({ id: "9" })];
    expect(firstUnread(messages, 0)).toBe(null);
    expect(firstUnread(messages, 1)).toBe("9");
    expect(firstUnread(messages, 2)).toBe("1");
    expect(firstUnread(messages, 7)).toBe("1");
  });
});
