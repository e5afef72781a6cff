import { expect } from "@playwright/test";
import { openWorkspace } from "../support/people.ts";
import { test } from "../support/test.ts";
import { Visitor } from "../support/visitor.ts";
import { countScripts, head, heapMiB, mainThreadOf, row } from "./page-figures.ts";

/** Processor slowdown of a cheap phone beside a desktop. */
const SLOWDOWN = 4;

test("the widget on a page of somebody's site", async ({ browser, server, site }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const widget = await owner.api.createWidget("localhost");

  head(`Widget, processor slowed down ${SLOWDOWN} times`);
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const scriptKiB = countScripts(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(server.url)) asked.push(request.url());
  });

  await page.goto("about:blank");
  const empty = await heapMiB(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8"],
  });
  await page.goto(site.address(widget.id, server.url));
  const visitor = new Visitor(page);
  await expect(visitor.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  const trace = await browser.stopTracing();
  row("main thread until the launcher is there", mainThreadOf(trace, "widget.js"), "ms", "at most 10");
  row("requests before it is opened", asked.length, "", "2: the script, its settings");
  row("script before it is opened (compressed)", await scriptKiB(), "KiB", "at most 5");
  row("heap before it is opened", (await heapMiB(page)) - empty, "MiB", "-");

  await visitor.openChat();
  await page.waitForLoadState("networkidle");
  row("script when opened (compressed)", await scriptKiB(), "KiB", "at most 40, loader included");
  row("heap when opened", (await heapMiB(page)) - empty, "MiB", "-");
  await context.close();
});
