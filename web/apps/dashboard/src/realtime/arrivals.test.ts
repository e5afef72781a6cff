import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Arrivals } from "./arrivals";
import type { Event } from "./events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (conversation_id: string, id: string, more = {}) =>
  ({ name: "new_message", data: { conversation_id, id, sender_type: "customer", ...more } }) as Event;
const mark = (name: "delivered" | "read", conversation_id: string, message_id: string) =>
  ({ name, data: { conversation_id, message_id } }) as Event;

function listen() {
  const told: string[] = [];
  return { told, arrivals: new Arrivals((id) => told.push(id)) };
}

it("tells the newest of each conversation, once, and nothing of the team's own", () => {
  const { told, arrivals } = listen();
  arrivals.note(message("a", "m1"));
  arrivals.note(message("a", "m3"));
  arrivals.note(message("b", "m2"));
  arrivals.note(message("c", "m4", { sender_type: "agent" }));
  arrivals.note(message("d", "m5", { delivered_at: "2026-11-24T12:00:00Z" }));
  vi.runAllTimers();
  expect(told).toEqual(["m3", "m2"]);
  arrivals.note(message("a", "m6"));
  vi.runAllTimers();
  expect(told).toEqual(["m3", "m2", "m6"]);
});

it("takes what the customer has of the team's for nothing else", () => {
  const { told, arrivals } = listen();
  arrivals.note(message("a", "m1"));
  arrivals.note(mark("delivered", "a", "m2"));
  vi.runAllTimers();
  expect(told).toEqual(["m1"]);
});

it("leaves what a colleague's page told already", () => {
  const { told, arrivals } = listen();
  arrivals.note(message("a", "m1"));
  arrivals.note(message("b", "m2"));
  arrivals.note(message("c", "m4"));
  arrivals.note(mark("delivered", "a", "m1"));
  arrivals.note(mark("delivered", "b", "m1"));
  arrivals.note(mark("read", "c", "m4"));
  vi.runAllTimers();
  expect(told).toEqual(["m2"]);
});

it("tells a few at a time after a long absence", () => {
  const { told, arrivals } = listen();
  for (let i = 0; i < 25; i++) arrivals.note(message(`c${i}`, `m${i}`));
  vi.advanceTimersByTime(500);
  expect(told).toHaveLength(10);
  vi.runAllTimers();
  expect(new Set(told).size).toBe(25);
  arrivals.note(message("a", "m99"));
  arrivals.end();
  vi.runAllTimers();
  expect(told).toHaveLength(25);
});
