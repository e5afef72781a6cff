import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../src/api/http";
import { SessionKeeper } from "../src/api/session";
import { Store } from "../src/shared/store";

type Call = { path: string; body: unknown; token: string | null };

/** Answers calls from a list of functions, one for each path. */
function serve(routes: Record<string, (call: Call) => [number, unknown]>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const path = url.replace("https://s.example/api/v1/widget/w", "");
    const token = (init.headers as Record<string, string>)?.Authorization ?? null;
    const call = { path, body: init.body ? JSON.parse(init.body as string) : null, token };
    calls.push(call);
    const [status, body] = routes[path]!(call);
    return new Response(JSON.stringify(body), { status, headers: { "Retry-After": "7" } });
  });
  return calls;
}

const session = (n: number) => ({
  token: `t${n}`,
  visitor_token: "v",
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  business_id: "b",
  conversation: null,
  team: [],
});

const keeper = () => new SessionKeeper("https://s.example/api/v1/widget/w", new Store("w"));

describe("session", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it("makes one call for many that ask, and remembers the visitor", async () => {
    const calls = serve({ "/session": () => [200, session(1)] });
    const one = keeper();
    expect(one.isReturning).toBe(false);
    await Promise.all([one.ensure(), one.ensure(), one.renew()]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toMatchObject({ page: { url: location.href } });
    expect(calls[0]?.body).not.toHaveProperty("visitor_token");
    await keeper().ensure();
    expect(calls[1]?.body).toMatchObject({ visitor_token: "v" });
  });

  it("renews an expired token once and repeats the call", async () => {
    let n = 0;
    const calls = serve({
      "/session": () => [200, session(++n)],
      "/conversation": ({ token }) =>
        token === "Bearer t2" ? [200, { id: "c" }] : [401, { detail: "Expired" }],
    });
    expect(await keeper().call("/conversation")).toEqual({ id: "c" });
    expect(calls.map((call) => call.path)).toEqual([
      "/session",
      "/conversation",
      "/session",
      "/conversation",
    ]);
  });

  it("begins without locks where the browser refuses them, once", async () => {
    const refused = { request: () => Promise.reject(new DOMException("Denied", "SecurityError")) };
    vi.stubGlobal("navigator", { ...navigator, language: "en", locks: refused });
    const calls = serve({ "/session": () => [200, session(1)] });
    await keeper().ensure();
    expect(calls).toHaveLength(1);

    const given = { request: (_: string, run: () => unknown) => Promise.resolve().then(run) };
    vi.stubGlobal("navigator", { ...navigator, language: "en", locks: given });
    const failing = serve({ "/session": () => [403, { detail: "No" }] });
    await expect(keeper().ensure()).rejects.toMatchObject({ status: 403 });
    expect(failing).toHaveLength(1);
  });

  it("does not try for ever", async () => {
    const calls = serve({
      "/session": () => [200, session(1)],
      "/conversation": () => [401, { detail: "Expired" }],
    });
    await expect(keeper().call("/conversation")).rejects.toMatchObject({ status: 401, message: "Expired" });
    expect(calls).toHaveLength(4);
  });

  it("starts as a new visitor where the server does not know the old one", async () => {
    localStorage.setItem("pingback.w.visitor", "gone");
    const calls = serve({
      "/session": ({ body }) =>
        (body as { visitor_token?: string }).visitor_token ? [401, { detail: "No" }] : [200, session(1)],
    });
    expect((await keeper().ensure()).token).toBe("t1");
    expect(calls.map((call) => (call.body as { visitor_token?: string }).visitor_token)).toEqual([
      "gone",
      undefined,
    ]);
    expect(localStorage.getItem("pingback.w.visitor")).toBe("v");
  });

  it("says what the server says", async () => {
    serve({
      "/session": () => [
        422,
        { detail: "Does not validate", errors: [{ pointer: "/email", detail: "Not an address." }] },
      ],
    });
    const error = await keeper()
      .renew({ email: "x" })
      .catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 422, message: "Not an address.", passing: false, retryAfter: 7 });
  });
});
