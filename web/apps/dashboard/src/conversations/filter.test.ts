import { describe, expect, it } from "vitest";
import { listed } from "../testing/records";
import { filterOfView, viewOf } from "../views/view-filter";
import type { Listed } from "./fields";
import {
  asQuery,
  DEFAULT,
  type Filter,
  filterOf,
  type Judge,
  matches,
  readSearch,
  sameFilter,
  searchOf,
} from "./filter";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const judge = (more: Partial<Judge> = {}): Judge => ({ myId: "me", now: NOW, ...more });
const row = (part: Partial<Listed> = {}) => listed({ id: "c", ...part });
const is = (part: Partial<Listed>, filter: Partial<Filter>, more: Partial<Judge> = {}) =>
  matches(row(part), { ...DEFAULT, ...filter }, judge(more));

describe("which list a conversation belongs to", () => {
  it("is a matter of who holds it", () => {
    expect(is({ assignee_id: "me" }, { tab: "mine" })).toBe(true);
    expect(is({ assignee_id: "ada" }, { tab: "mine" })).toBe(false);
    expect(is({}, { tab: "mine" })).toBe(false);
    expect(is({}, { tab: "unassigned" })).toBe(true);
    expect(is({ assignee_id: "me" }, { tab: "unassigned" })).toBe(false);
    expect(is({ assignee_id: "ada" }, { holder: "ada" })).toBe(true);
    expect(is({ assignee_id: "me" }, { holder: "ada" })).toBe(false);
  });

  it("is a matter of status, snoozing being one", () => {
    expect(is({ status: "closed" }, {})).toBe(false);
    expect(is({ status: "closed" }, { status: "any" })).toBe(true);
    expect(is({ status: "pending", snoozed_until: "2026-12-01T09:00:00Z" }, { status: "pending" })).toBe(
      true,
    );
    expect(is({ status: "pending" }, {})).toBe(false);
  });

  it("is a matter of channel, label, priority and customer", () => {
    expect(is({ channel_type: "email" }, { channel: "email" })).toBe(true);
    expect(is({ channel_type: "widget" }, { channel: "email" })).toBe(false);
    expect(is({ label_ids: ["a", "b"] }, { label: "b" })).toBe(true);
    expect(is({ label_ids: ["a"] }, { label: "b" })).toBe(false);
    expect(is({ priority: "high" }, { priority: "high" })).toBe(true);
    expect(is({ priority: null }, { priority: "high" })).toBe(false);
    expect(is({ customer_id: "x" }, { customer: "x" })).toBe(true);
    expect(is({ customer_id: "y" }, { customer: "x" })).toBe(false);
  });

  it("is a matter of how long the customer waits by now", () => {
    const over = { over: 30 };
    expect(is({ waiting_since: "2026-11-24T09:30:00Z" }, over)).toBe(true);
    expect(is({ waiting_since: "2026-11-24T09:30:01Z" }, over)).toBe(false);
    expect(is({ waiting_since: null }, over)).toBe(false);
  });

  it("is for the server to say where it is about mentions, unless the page knows", () => {
    const filter = { mentioned: true, status: "any" as const };
    expect(is({}, filter)).toBe(null);
    expect(is({}, filter, { wasIn: true })).toBe(true);
    expect(is({}, filter, { mentionsMe: true })).toBe(true);
    // What it says besides is known all the same.
    expect(is({ status: "closed" }, { mentioned: true }, { wasIn: true })).toBe(false);
  });

  it("takes all of them together", () => {
    const part = {
      assignee_id: "me",
      label_ids: ["a"],
      priority: "urgent" as const,
      channel_type: "email" as const,
    };
    const filter = {
      tab: "mine" as const,
      label: "a",
      priority: "urgent" as const,
      channel: "email" as const,
    };
    expect(is(part, filter)).toBe(true);
    for (const other of [
      { assignee_id: null },
      { label_ids: [] },
      { priority: null },
      { channel_type: "sms" as const },
    ])
      expect(is({ ...part, ...other }, filter)).toBe(false);
  });
});

const FULL: Filter = {
  tab: "mine",
  status: "any",
  channel: "email",
  label: "0198-l",
  priority: "low",
  mentioned: true,
  over: 30,
  holder: null,
  customer: null,
  sort: "oldest",
};

describe("a filter in the address", () => {
  it("is not there where it is the usual one", () => {
    expect(searchOf(DEFAULT)).toEqual({});
    expect(filterOf({})).toEqual(DEFAULT);
  });

  it("comes back as it was", () => {
    const search = searchOf(FULL);
    expect(filterOf(readSearch(search as Record<string, unknown>))).toEqual(FULL);
    expect(readSearch(search as Record<string, unknown>)).toEqual(search);
  });

  it("says of a view only what differs from it", () => {
    const base = { ...FULL };
    expect(searchOf(FULL, base, "v1")).toEqual({ view: "v1" });
    const changed = {
      ...FULL,
      channel: null,
      mentioned: false,
      over: null,
      priority: null,
      status: "open" as const,
    };
    const search = searchOf(changed, base, "v1");
    expect(search).toEqual({
      view: "v1",
      channel: "any",
      mentioned: "any",
      over: "any",
      priority: "any",
      status: "open",
    });
    expect(filterOf(search, base)).toEqual(changed);
  });

  it("is left out where it makes no sense", () => {
    const odd = {
      tab: "theirs",
      status: "x",
      channel: "a b",
      priority: "max",
      over: "-1",
      sort: "up",
      mentioned: "1",
    };
    expect(readSearch(odd)).toEqual({});
    expect(readSearch({ tab: "mine", utm: "x" })).toEqual({ tab: "mine" });
  });

  it("can be compared", () => {
    expect(sameFilter(FULL, { ...FULL })).toBe(true);
    expect(sameFilter(FULL, { ...FULL, over: 31 })).toBe(false);
  });
});

describe("a filter as a question to the server", () => {
  it("names what it asks for, and the order always", () => {
    expect(asQuery(DEFAULT, "me")).toEqual({ status: "open", sort: "wait" });
    expect(asQuery(FULL, "me")).toEqual({
      sort: "oldest",
      assignee_id: "me",
      channel_type: "email",
      label_id: "0198-l",
      priority: "low",
      mentioned: true,
      waiting_over: 30,
    });
    expect(asQuery({ ...DEFAULT, tab: "unassigned" }, "me").assignee_id).toBe("none");
    expect(asQuery({ ...DEFAULT, holder: "ada", customer: "x" }, "me")).toMatchObject({
      assignee_id: "ada",
      customer_id: "x",
    });
  });
});

describe("a filter as a view", () => {
  it("comes back as it was", () => {
    for (const filter of [
      DEFAULT,
      FULL,
      { ...DEFAULT, holder: "ada" },
      { ...FULL, tab: "unassigned" as const },
    ])
      expect(filterOfView(viewOf(filter))).toEqual(filter);
  });

  it("means anything where a view says nothing", () => {
    expect(filterOfView({})).toEqual({ ...DEFAULT, status: "any" });
  });
});
