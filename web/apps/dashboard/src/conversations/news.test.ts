import { describe, expect, it } from "vitest";
import { listed, message } from "../testing/records";
import { calmAt } from "./list";
import { sinceOf, waitOf } from "./list/wait";
import { withNews } from "./news";

const minute = (n: number) => `2026-11-24T09:${String(n).padStart(2, "0")}:00Z`;
const asked = (n: number) => message({ id: `q${n}`, created_at: minute(n) });
const reply = (n: number, more = {}) =>
  message({ id: `a${n}`, sender_type: "agent", sender_id: "ada", created_at: minute(n), ...more });
const row = listed({ id: "c1", updated_at: minute(1), messages: [reply(1)] });

describe("a row after a message", () => {
  it("waits from the customer's first unanswered message on", () => {
    const once = withNews(row, asked(5), false);
    const twice = withNews(once, asked(8), false);
    expect(once).toMatchObject({ waiting_since: minute(5), unread_count: 1, updated_at: minute(5) });
    expect(twice).toMatchObject({ waiting_since: minute(5), unread_count: 2, updated_at: minute(8) });
    expect(withNews(row, asked(5), true).unread_count).toBe(0);
  });

  it("waits no more once it is answered, by whomever", () => {
    const waiting = withNews(row, asked(5), false);
    for (const answer of [reply(9), reply(9, { sender_type: "ai", sender_id: null })]) {
      const calm = withNews(waiting, answer, false);
      expect(calm.waiting_since).toBe(null);
      expect(calmAt(calm)).toBe(minute(9));
      expect(calm.unread_count).toBe(1);
    }
  });

  it("waits on, or stays answered when it was, after a note", () => {
    const note = reply(9, { is_private: true });
    expect(withNews(withNews(row, asked(5), false), note, false).waiting_since).toBe(minute(5));
    expect(calmAt(withNews(row, note, false))).toBe(minute(1));
  });

  it("counts nothing twice", () => {
    const fetched = listed({ id: "c1", messages: [asked(5)], waiting_since: minute(5), unread_count: 1 });
    expect(withNews(fetched, asked(5), false).unread_count).toBe(1);
    expect(withNews(fetched, asked(3), false)).toBe(fetched);
  });
});

describe("how a row tells its time", () => {
  it("is by how long the customer waits", () => {
    const now = Date.parse(minute(50));
    expect(waitOf({ waiting_since: minute(45) }, now)).toBe("waiting");
    expect(waitOf({ waiting_since: minute(35) }, now)).toBe("soon");
    expect(waitOf({ waiting_since: minute(20) }, now)).toBe("late");
    expect(waitOf({ waiting_since: null }, now)).toBe("answered");
  });

  it("counts from the beginning of the wait, not from the newest message", () => {
    const waiting = withNews(withNews(row, asked(5), false), asked(8), false);
    expect(sinceOf(waiting)).toBe(minute(5));
    expect(sinceOf(row)).toBe(minute(1));
  });
});
