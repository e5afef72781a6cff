import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../src/api/http";
import type { SessionKeeper } from "../src/api/session";
import { Rating } from "../src/conversation/rating";
import { Store } from "../src/shared/store";

const sent: unknown[] = [];
let answer: () => Promise<unknown>;
const session = {
  call: (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return answer();
  },
} as unknown as SessionKeeper;

describe("a rating", () => {
  beforeEach(() => {
    localStorage.clear();
    sent.length = 0;
    answer = async () => ({});
  });

  it("is kept with its words, so that another choice does not lose them", async () => {
    const rating = new Rating(session, new Store("w"));
    rating.look("c");
    expect([rating.given.value, rating.comment]).toEqual([0, ""]);
    await rating.give("c", 4, "Quick and kind");
    const later = new Rating(session, new Store("w"));
    later.look("c");
    expect([later.given.value, later.comment, later.mayChange.value]).toEqual([4, "Quick and kind", true]);
    expect(sent).toEqual([{ rating: 4, comment: "Quick and kind" }]);
  });

  it("goes out in the order of the choices; one that failed does not hold up the next", async () => {
    const rating = new Rating(session, new Store("w"));
    let fail = (_: Error) => {};
    answer = () => new Promise((_, reject) => (fail = reject));
    const first = rating.give("c", 1, "");
    const second = rating.give("c", 5, "");
    await Promise.resolve();
    expect(sent).toEqual([{ rating: 1 }]);
    answer = async () => ({});
    fail(new Problem(0, "The chat cannot be reached."));
    await expect(first).rejects.toThrow("The chat cannot be reached.");
    await second;
    expect(sent).toEqual([{ rating: 1 }, { rating: 5 }]);
    expect(rating.given.value).toBe(5);
  });
});
