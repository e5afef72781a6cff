import { describe, expect, it } from "vitest";
import { type Message, readMessage, readSession } from "../src/api/types";
import { markDelivered, markRead, mergeMessages } from "../src/conversation/thread";
import { rowsOf } from "../src/panel/grouping";

const message = (id: string, more: Record<string, unknown> = {}): Message =>
  readMessage({
    id,
    conversation_id: "c",
    sender_type: "agent",
    content: id,
    created_at: `2026-01-01T10:00:0${id.at(-1)}Z`,
    ...more,
  })!;

const ids = (thread: readonly Message[]) => thread.map((one) => one.id);

describe("thread", () => {
  it("shows a message once however often it comes", () => {
    const once = mergeMessages([], [message("m1"), message("m2")]);
    const again = mergeMessages(once, [message("m2"), message("m1"), message("m2")]);
    expect(ids(again)).toEqual(["m1", "m2"]);
  });

  it("puts late messages where they belong", () => {
    expect(ids(mergeMessages([message("m1"), message("m3")], [message("m2")]))).toEqual(["m1", "m2", "m3"]);
  });

  it("keeps a receipt when an older copy comes", () => {
    const read = mergeMessages(
      [message("m1")],
      [message("m1", { read_at: "2026-01-01T10:01:00Z", sender_name: "Ada" })],
    );
    const [kept] = mergeMessages(read, [message("m1")]);
    expect(kept).toMatchObject({ readAt: "2026-01-01T10:01:00Z", senderName: "Ada" });
  });

  it("takes a receipt for what the same sender wrote before", () => {
    const thread = [
      message("m1", { sender_type: "customer" }),
      message("m2"),
      message("m3", { sender_type: "customer" }),
      message("m4", { sender_type: "customer" }),
    ];
    expect(markRead(thread, "m3", "T").map((one) => one.readAt)).toEqual(["T", null, "T", null]);
    expect(markRead(thread, "unknown", "T")).toEqual(thread);
    expect(markDelivered(thread, "m3", "T").map((one) => one.deliveredAt)).toEqual(["T", null, "T", null]);
    expect(markDelivered(markDelivered(thread, "m1", "T"), "m4", "U").map((one) => one.deliveredAt)).toEqual([
      "T",
      null,
      "U",
      "U",
    ]);
  });

  it("never shows a private note", () => {
    expect(readMessage({ id: "m1", content: "secret", is_private: true })).toBeNull();
    const session = readSession({
      token: "t",
      conversation: { id: "c", messages: [{ id: "m1", is_private: true }, { id: "m2" }] },
    });
    expect(ids(session!.messages)).toEqual(["m2"]);
  });

  it("survives answers that are not what was promised", () => {
    expect(readSession(null)).toBeNull();
    expect(readSession({ token: 5 })).toBeNull();
    expect(readMessage("text")).toBeNull();
    expect(readMessage({ id: "m", sender_type: "__proto__", attachments: "none", content: 7 })).toMatchObject(
      { sender: "system", attachments: [], content: "" },
    );
  });
});

describe("rows", () => {
  const types = (messages: Message[], divider: { before: string; count: number } | null = null) =>
    rowsOf(messages, [], divider).map((row) => (row.type === "group" ? row.messages.length : row.type));

  it("groups what one person wrote in one go", () => {
    expect(
      types([message("m1"), message("m2"), message("m3", { sender_type: "customer" }), message("m4")]),
    ).toEqual(["day", 2, 1, 1]);
  });

  it("does not put two of the team under one name", () => {
    expect(types([message("m1", { sender_name: "Ada" }), message("m2", { sender_name: "James" })])).toEqual([
      "day",
      1,
      1,
    ]);
  });

  it("breaks a group at the new messages line and at system lines", () => {
    expect(types([message("m1"), message("m2")], { before: "m2", count: 1 })).toEqual([
      "day",
      1,
      "divider",
      1,
    ]);
    expect(types([message("m1"), message("m2", { sender_type: "system" }), message("m3")])).toEqual([
      "day",
      1,
      "system",
      1,
    ]);
  });

  it("does not show a message that is both confirmed and still in the outbox twice", () => {
    const sent = message("m1", { sender_type: "customer", client_id: "k" });
    const item = {
      clientId: "k",
      content: "m1",
      attachments: [],
      createdAt: sent.createdAt,
      state: "sending" as const,
      reason: "",
    };
    expect(rowsOf([sent], [item], null).map((row) => row.type)).toEqual(["day", "group"]);
  });
});
