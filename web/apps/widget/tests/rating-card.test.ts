import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Problem } from "../src/api/http";
import type { SessionKeeper } from "../src/api/session";
import type { Chat } from "../src/conversation/chat";
import { Rating } from "../src/conversation/rating";
import { ChatContext } from "../src/panel/context";
import { RatingCard } from "../src/panel/RatingCard";
import { Store } from "../src/shared/store";

/** What was sent, and how each is answered. */
let calls: { body: unknown; take: () => void; fail: () => void }[];
let rating: Rating;
const place = document.createElement("div");

/** Done, and everything that follows from it. */
const doing = (what: () => void) =>
  act(async () => {
    what();
    await new Promise((done) => setTimeout(done));
  });
const face = (stars: number) => place.querySelectorAll<HTMLButtonElement>(".face")[stars - 1]!;
const pressed = () => place.querySelector('[aria-pressed="true"]')?.getAttribute("aria-label") ?? null;
const fault = () => place.querySelector(".fault")?.textContent;
const field = () => place.querySelector("textarea")!;
const write = (words: string) =>
  doing(() => {
    field().value = words;
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });

beforeEach(async () => {
  localStorage.clear();
  calls = [];
  const call = (_: string, init: RequestInit) =>
    new Promise((resolve, reject) => {
      const fail = () => reject(new Problem(0, "The chat cannot be reached."));
      calls.push({ body: JSON.parse(String(init.body)), take: () => resolve({}), fail });
    });
  rating = new Rating({ call } as unknown as SessionKeeper, new Store("w"));
  await doing(() => {
    const chat = { rating } as Chat;
    render(h(ChatContext.Provider, { value: chat, children: h(RatingCard, { conversationId: "c" }) }), place);
  });
});
afterEach(() => render(null, place));

it("tells of the newest choice only", async () => {
  await doing(() => face(2).click());
  await doing(() => face(4).click());
  await doing(() => calls[0]!.fail());
  expect([pressed(), fault()]).toEqual(["Good", ""]);
  await doing(() => calls[1]!.take());
  expect([pressed(), fault(), rating.given.value]).toEqual(["Good", "", 4]);
});

it("goes back to what was given where the newest choice failed", async () => {
  await doing(() => face(2).click());
  await doing(() => calls[0]!.fail());
  expect([pressed(), fault()]).toEqual([null, "The chat cannot be reached."]);

  await doing(() => face(4).click());
  await doing(() => calls[1]!.take());
  await doing(() => face(1).click());
  expect(fault()).toBe("");
  await doing(() => calls[2]!.fail());
  expect([pressed(), fault()]).toEqual(["Good", "The chat cannot be reached."]);
});

it("sends with a face the words that were given, and leaves the draft in its field", async () => {
  await doing(() => face(4).click());
  await doing(() => calls[0]!.take());
  await write("Not yet done");
  await doing(() => face(5).click());
  await doing(() => calls[1]!.take());
  expect(calls[1]!.body).toEqual({ rating: 5 });
  expect(field().value).toBe("Not yet done");

  // Pressed while the words are on their way: they are given by then.
  await write("Quick");
  await doing(() => place.querySelector("form")!.requestSubmit());
  await doing(() => face(4).click());
  await doing(() => calls[2]!.take());
  expect([calls[2]!.body, calls[3]!.body]).toEqual([
    { rating: 5, comment: "Quick" },
    { rating: 4, comment: "Quick" },
  ]);
});
