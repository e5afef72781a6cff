import { setTimeout as pause } from "node:timers/promises";
import { type Browser, expect } from "@playwright/test";
import { openWorkspace } from "../support/people.ts";
import type { Server } from "../support/server.ts";
import { test } from "../support/test.ts";
import { Visitor } from "../support/visitor.ts";
import { openWidgetPage, type WidgetPage } from "../support/widget-page.ts";
import { countScripts, head, heapMiB, mainThreadOf, row, TRACED } from "./page-figures.ts";

/** Processor slowdown of a cheap phone beside a desktop. */
const SLOWDOWN = 4;
const LOADS = 9;

test("the widget on a page of somebody's site", async ({ browser, server, site }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const widget = await owner.api.createWidget("localhost");

  head(`Widget, processor slowed down ${SLOWDOWN} times`);
  const shop: number[] = [];
  const empty: number[] = [];
  // In turn, so that both have the same luck with the machine.
  for (let n = 0; n < LOADS; n += 1) {
    shop.push(await mainThread(browser, server, widget.id, shopPage(server, widget.id)));
    empty.push(await mainThread(browser, server, widget.id, {}));
  }
  for (const [what, times, target] of [
    ["a shop's page", shop, "at most 10"],
    ["an empty page", empty, "-"],
  ] as const) {
    times.sort((a, b) => a - b);
    row(`main thread, ${what}, median of ${LOADS}`, times[LOADS >> 1] ?? Number.NaN, "ms", target);
    row(`main thread, ${what}, fastest`, times[0] ?? Number.NaN, "ms", "-");
  }

  const context = await browser.newContext();
  const page = await context.newPage();
  const scriptKiB = countScripts(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(server.url)) asked.push(request.url());
  });
  await page.goto("about:blank");
  const before = await heapMiB(page);
  await page.goto(site.address(widget.id, server.url));
  const visitor = new Visitor(page);
  await expect(visitor.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  row("requests before it is opened", asked.length, "", "2: the script, its settings");
  row("script before it is opened (compressed)", await scriptKiB(), "KiB", "at most 5");
  row("heap before it is opened", (await heapMiB(page)) - before, "MiB", "-");

  await visitor.openChat();
  await page.waitForLoadState("networkidle");
  row("script when opened (compressed)", await scriptKiB(), "KiB", "at most 40, loader included");
  row("heap when opened", (await heapMiB(page)) - before, "MiB", "-");
  await context.close();
});

/** Milliseconds of the loader's in a browser that has never seen the page. */
async function mainThread(
  browser: Browser,
  server: Server,
  widgetId: string,
  look: WidgetPage,
): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await browser.startTracing(page, { categories: TRACED });
  const answered = page.waitForResponse((answer) => answer.url().endsWith(widgetId));
  await openWidgetPage(page, server, widgetId, look);
  await (await answered).finished();
  // Nothing may look into the page before the launcher is drawn: looking is work, too.
  await pause(500);
  const trace = await browser.stopTracing();
  await expect(new Visitor(page).launcher).toBeVisible();
  await context.close();
  return mainThreadOf(trace, "widget.js");
}

/** A page that has kept something and asked its server, as every shop's has, and is at rest when the loader comes. */
function shopPage(server: Server, widgetId: string): WidgetPage {
  const bicycle = `<article style="display: inline-block; width: 220px"><h3>Bicycle</h3><p>It lasts.</p>
    <ul><li>Steel</li><li>Red</li></ul><button>Add</button></article>`;
  return {
    snippet: "none",
    body: `${bicycle.repeat(120)}<script>
      localStorage.setItem("seen", "1");
      fetch("/cart").then((answer) => answer.text()).then(() => setTimeout(() => {
        window.PingBackWidgetId = "${widgetId}";
        const script = document.createElement("script");
        script.src = "${server.url}/widget.js";
        document.head.append(script);
      }, 300));
    </script>`,
  };
}
