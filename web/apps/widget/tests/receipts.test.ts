import { describe, expect, it } from "vitest";
import { readMessage } from "../src/api/types";
import { Receipts } from "../src/conversation/receipts";

const message = (id: string, more: Record<string, unknown> = {}) =>
  readMessage({ id, sender_type: "agent", ...more })!;
const settle = () => new Promise((done) => setTimeout(done));

describe("receipts", () => {
  it("tells each once, and again only what found no connection", async () => {
    const told: string[] = [];
    let connected = false;
    const receipts = new Receipts(async (kind, id) => {
      if (connected) told.push(`${kind} ${id}`);
      return connected;
    });
    const thread = [
      message("m1"),
      message("own", { sender_type: "customer" }),
      message("old", { read_at: "T" }),
    ];
    receipts.arrived(thread);
    receipts.saw(thread);
    receipts.saw(thread);
    await settle();
    connected = true;
    receipts.flush();
    await settle();
    receipts.flush();
    await settle();
    expect(told).toEqual(["delivered m1", "read m1"]);
    expect(receipts.unreadOf(thread)).toEqual([]);
  });
});
