import { expect, it } from "vitest";
import { hasOtherPages } from "./server-version";

const page = (entry: string) =>
  `<head><script type="module" crossorigin src="/assets/${entry}.js"></script></head>`;
const serving =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

it("knows another build by the name of its first script", async () => {
  const own = "/assets/index-a1.js";
  expect(await hasOtherPages(own, serving(page("index-a1")))).toBe(false);
  expect(await hasOtherPages(own, serving(page("index-b2")))).toBe(true);
});

it("says nothing where it cannot tell", async () => {
  expect(await hasOtherPages(null, serving(page("index-b2")))).toBe(false);
  expect(await hasOtherPages("/assets/index-a1.js", serving("Bad gateway"))).toBe(false);
  expect(await hasOtherPages("/assets/index-a1.js", serving(page("index-b2"), 503))).toBe(false);
  const silent = () => Promise.reject(new TypeError("no network"));
  expect(await hasOtherPages("/assets/index-a1.js", silent)).toBe(false);
});
