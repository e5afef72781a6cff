import { beforeEach, describe, expect, it } from "vitest";
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

  it("tells what went wrong, and knows what it does not have", async () => {
    const router = new Router(routes);
    await router.go("/c");
    expect(router.shown?.error?.message).toBe("nobody answers");
    await router.go("/nowhere");
    expect(router.shown).toMatchObject({ pages: [], error: null });
  });
});
