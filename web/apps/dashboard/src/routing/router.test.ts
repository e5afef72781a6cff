// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, Router } from "./router";

const A = () => null;
const B = () => null;
let may = true;
const routes = [
  { path: "/", guard: () => "/a", pages: [] },
  { path: "/a", pages: [page(async () => ({ default: A }))] },
  {
    path: "/b/$id",
    guard: async () => (may ? null : "/a"),
    pages: [page(async () => ({ default: A })), page(async () => ({ default: B }))],
  },
  {
    path: "/c",
    guard: () => {
      throw new Error("nobody answers");
    },
    pages: [],
  },
];

describe("the router", () => {
  beforeEach(() => {
    may = true;
  });

  it("shows a place once everything it needs is there", async () => {
    const router = new Router(routes);
    await router.go("/b/7?tab=mine");
    expect(router.shown).toMatchObject({
      place: { pathname: "/b/7", search: { tab: "mine" } },
      params: { id: "7" },
      pages: [A, B],
      error: null,
    });
  });

  it("leads elsewhere where somebody may not be", async () => {
    const router = new Router(routes);
    await router.go("/");
    expect(window.location.pathname).toBe("/a");
    may = false;
    await router.go("/b/7");
    expect(window.location.pathname).toBe("/a");
    expect(router.shown?.pages).toEqual([A]);
  });

  it("shows only where one went last", async () => {
    const router = new Router(routes);
    await Promise.all([router.go("/b/7"), router.go("/a")]);
    expect(router.shown?.place.pathname).toBe("/a");
  });

  it("says that it waits where a page cannot be fetched, until one goes elsewhere", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    const gone = page(() => Promise.reject(new TypeError("no network")));
    const router = new Router([...routes, { path: "/d", pages: [gone] }]);
    await router.go("/a");
    void router.go("/d");
    await vi.waitFor(() => expect(router.isWaiting).toBe(true));
    expect(router.shown?.place.pathname).toBe("/a");
    await router.go("/a");
    expect(router.isWaiting).toBe(false);
    vi.unstubAllGlobals();
  });

  it("tells what went wrong, and knows what it does not have", async () => {
    const router = new Router(routes);
    await router.go("/c");
    expect(router.shown?.error?.message).toBe("nobody answers");
    await router.go("/nowhere");
    expect(router.shown).toMatchObject({ pages: [], error: null });
  });

  describe("where something is not saved", () => {
    let answer: (leaves: boolean) => void = () => {};
    const asks = () => new Promise<boolean>((resolve) => (answer = resolve));

    it("goes only once it may, and says whether it did", async () => {
      const router = new Router(routes, asks);
      await router.go("/a");
      const stays = router.go("/b/7");
      answer(false);
      expect(await stays).toBe(false);
      expect(window.location.pathname).toBe("/a");
      expect(router.shown?.place.pathname).toBe("/a");
      const leaves = router.go("/b/7");
      answer(true);
      expect(await leaves).toBe(true);
      expect(router.shown?.place.pathname).toBe("/b/7");
    });

    it("does not have the browser ask again where it takes a fresh document", async () => {
      const letGo = vi.fn();
      const reload = vi.spyOn(window.location, "reload").mockImplementation(() => {});
      vi.stubGlobal("fetch", async () => new Response());
      const gone = page(() => Promise.reject(new TypeError("an older page's script")));
      const router = new Router([...routes, { path: "/d", pages: [gone] }], asks, letGo);
      await router.go("/a");
      void router.go("/d");
      answer(true);
      await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
      expect(letGo).toHaveBeenCalledBefore(reload);
      vi.unstubAllGlobals();
    });

    it("asks nobody on the way to another part of the same page", async () => {
      const router = new Router(routes, asks);
      await router.go("/a");
      expect(await router.go("/a?tab=mine#look")).toBe(true);
    });

    describe("by the browser's own buttons", () => {
      const path = () => window.location.pathname;

      let router: Router;
      let isChanged: boolean;
      const asksIfChanged = vi.fn(() => (isChanged ? asks() : true));
      const shows = (pathname: string) =>
        vi.waitFor(() => expect([path(), router.shown?.place.pathname]).toEqual([pathname, pathname]));
      const asked = (times: number) => vi.waitFor(() => expect(asksIfChanged).toHaveBeenCalledTimes(times));
      const listens = vi.spyOn(window, "addEventListener");

      /** At the second of three entries. */
      beforeEach(async () => {
        isChanged = false;
        window.history.pushState(null, "", "/a");
        router = new Router(routes, asksIfChanged);
        router.start();
        for (const href of ["/b/1", "/b/2"]) await router.go(href);
        window.history.back();
        await shows("/b/1");
        isChanged = true;
        asksIfChanged.mockClear();
      });
      afterEach(() => {
        for (const [type, listener] of listens.mock.calls) window.removeEventListener(type, listener);
        listens.mockClear();
      });

      it.each([
        ["back", "/a"],
        ["forward", "/b/2"],
      ] as const)(
        "keeps its address while somebody is asked, and the entries around it: %s",
        async (way, to) => {
          const entries = window.history.length;
          window.history[way]();
          await asked(1);
          await shows("/b/1");
          answer(false);
          await shows("/b/1");
          window.history[way]();
          await asked(2);
          await shows("/b/1");
          answer(true);
          await shows(to);
          expect(window.history.length).toBe(entries);
          expect(asksIfChanged).toHaveBeenCalledTimes(2);
        },
      );

      it("what may be lost once is asked about again the next time", async () => {
        window.history.forward();
        await asked(1);
        answer(true);
        await shows("/b/2");
        window.history.back();
        await asked(2);
        answer(false);
        await shows("/b/2");
      });
    });
  });
});
