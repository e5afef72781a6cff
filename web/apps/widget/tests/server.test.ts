import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askServer, serverOf } from "../src/loader/server";

const WIDGET = "https://chat.example/api/v1/widget/w";
const nobody = () => ({ visitor_token: null, identity: null });
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("asks again while a server restarts, and no sooner than it said", async () => {
  const fetch = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>();
  fetch.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  fetch.mockResolvedValueOnce(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  fetch.mockResolvedValueOnce(answer(200, { name: "Kestrel" }));
  vi.stubGlobal("fetch", fetch);
  const asked = askServer(WIDGET, nobody);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(fetch).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(fetch).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await asked).toEqual({ name: "Kestrel" });
});

it("gives up after four times", async () => {
  const fetch = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
  vi.stubGlobal("fetch", fetch);
  const asked = expect(askServer(WIDGET, nobody)).rejects.toThrow("does not answer");
  await vi.advanceTimersByTimeAsync(3_600_000);
  await asked;
  expect(fetch).toHaveBeenCalledTimes(4);
});

it("takes a refusal for an answer", async () => {
  const fetch = vi.fn(() => Promise.resolve(answer(403, { detail: "not this website" })));
  vi.stubGlobal("fetch", fetch);
  await expect(askServer(WIDGET, nobody)).rejects.toThrow("not this website");
  expect(fetch).toHaveBeenCalledTimes(1);
});

it("asks as whoever is there by then, and asks less where that is not answered", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    asked.push([address, init?.body]);
    if (init) return answer(401, {});
    return answer(asked.length < 3 ? 503 : 200, {});
  });
  let token: string | null = "theirs";
  const done = askServer(WIDGET, () => ({ visitor_token: token, identity: null }));
  await vi.advanceTimersByTimeAsync(0);
  token = null;
  await vi.advanceTimersByTimeAsync(2_000);
  await done;
  expect(asked).toEqual([
    [`${WIDGET}/hello`, '{"visitor_token":"theirs","identity":null}'],
    [WIDGET, undefined],
    [WIDGET, undefined],
  ]);
});

it("tells a returning visitor what waits for them though the server restarts, and what it can to the last", async () => {
  let hellos = [answer(503, {}), answer(200, { unread: 2 })];
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    asked.push(address.slice(WIDGET.length));
    return init
      ? (hellos.shift() ?? Promise.reject(new TypeError("Failed to fetch")))
      : answer(200, { unread: 0 });
  });
  const theirs = () => ({ visitor_token: "theirs", identity: null });
  const restarted = askServer(WIDGET, theirs);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await restarted).toEqual({ unread: 2 });
  expect(asked).toEqual(["/hello", "/hello"]);

  hellos = [];
  asked.length = 0;
  const unheard = askServer(WIDGET, theirs);
  await vi.advanceTimersByTimeAsync(42_000);
  expect(await unheard).toEqual({ unread: 0 });
  expect(asked).toEqual(["/hello", "/hello", "/hello", "/hello", ""]);
});

it("knows its server by its own address", () => {
  const script = (src: string) => Object.assign(document.createElement("script"), { src });
  expect(serverOf(script("https://chat.example/widget.js"))).toBe("https://chat.example");
  expect(serverOf(script("https://example.com/chat/widget.js?v=1/2"))).toBe("https://example.com/chat");
  expect(serverOf(script("https://chat.example/widget.js#a/b?c/d"))).toBe("https://chat.example");
  history.replaceState(null, "", "/sale/shoes#/size/42");
  expect(serverOf(null)).toBe(`${location.origin}/sale`);
});
