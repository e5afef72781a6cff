/// <reference path="../../web/apps/widget/types/pingback.d.ts" />
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import type { Server } from "./server.ts";
import { Visitor } from "./visitor.ts";

/** A website's page as its owner wrote it, for the ways a snippet can stand in one. */
export interface WidgetPage {
  /** Subdomains of localhost are hosts of their own to a browser. */
  host?: string;
  lang?: string;
  head?: string;
  body?: string;
  /** Where the two lines of the snippet stand; "none" leaves them to `head` and `body`. */
  snippet?: "head" | "body" | "none";
  /** Runs before anything of the page. */
  before?: () => void;
}

export const snippetFor = (server: Server, widgetId: string): string =>
  `<script>window.PingBackWidgetId = "${widgetId}";</script>
   <script src="${server.url}/widget.js" async></script>`;

/** Opens such a page in this browser. Every address of its host answers with it. */
export async function openWidgetPage(
  page: Page,
  server: Server,
  widgetId: string,
  { host = "localhost", lang = "en", head = "", body = "", snippet = "body", before }: WidgetPage = {},
): Promise<Visitor> {
  const lines = snippetFor(server, widgetId);
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Kestrel Bikes</title>
    ${head}${snippet === "head" ? lines : ""}</head>
    <body><main><h1>Kestrel Bikes</h1><button type="button" id="help">Ask us</button></main>
    ${body}${snippet === "body" ? lines : ""}</body></html>`;
  if (before) await page.addInitScript(before);
  const visitor = new Visitor(page);
  await page.goto(`http://${host}:${await portOf(html)}/`);
  return visitor;
}

/** As from a server that sends mail: the stories' own sends none. */
export async function answerByEmail(page: Page, widgetId: string): Promise<void> {
  await page.route(`**/api/v1/widget/${widgetId}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), answers_by_email: true } });
  });
}

const ports = new Map<string, Promise<number>>();

/** A server of its own for each page; the same page again is the same origin. Ends with the worker. */
function portOf(html: string): Promise<number> {
  const known = ports.get(html);
  if (known) return known;
  const opened = new Promise<number>((ready) => {
    const http = createServer((_, answer) => {
      answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
    });
    http.unref().listen(0, "127.0.0.1", () => ready((http.address() as AddressInfo).port));
  });
  ports.set(html, opened);
  return opened;
}

/** What the page was told by the widget, in order. */
export async function record(
  page: Page,
  ...events: (keyof PingBackEvents)[]
): Promise<() => Promise<unknown[]>> {
  await page.evaluate((names) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const name of names) {
      window.PingBack?.("on", name, (detail: unknown) =>
        told.push(detail === undefined ? name : [name, detail]),
      );
    }
  }, events);
  return () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
}
