import { type BrowserContext, type Page, type TestInfo, test as base } from "@playwright/test";
import { Dashboard } from "./dashboard.ts";
import { Ear } from "./ear.ts";
import type { Person } from "./people.ts";
import { type Engine, Server, Store } from "./server.ts";
import { Site } from "./site.ts";
import { Visitor } from "./visitor.ts";

export interface Options {
  /** Fresh data and a server for this test alone, for tests that stop it or need several. */
  installation: () => Promise<Installation>;
  /** A browser of this person's own, signed in, at that page of the dashboard. */
  dashboardOf: (person: Person, path?: string, server?: Server) => Promise<Dashboard>;
  /** A visitor's browser, at a page with that widget on the customer's own site. */
  visitorAt: (widgetId: string, server?: Server) => Promise<Visitor>;
  /** A browser that nobody is signed in with, at that page of the dashboard. */
  stranger: (path: string, server?: Server) => Promise<Dashboard>;
}

interface Always {
  /** Sockets of a test end with it, also where it failed. */
  silence: undefined;
}

export interface WorkerFixtures {
  engine: Engine;
  server: Server;
  site: Site;
}

/** Data that one server or several share. */
export interface Installation {
  store: Store;
  serve: (more?: Record<string, string>) => Promise<Server>;
}

export const test = base.extend<Options & Always, WorkerFixtures>({
  engine: ["sqlite", { option: true, scope: "worker" }],

  server: [
    async ({ engine }, use) => {
      const store = await Store.create(engine);
      const server = await Server.start(store);
      await use(server);
      await server.stop();
      await store.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const site = await Site.open();
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],

  silence: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      await use(undefined);
      Ear.closeAll();
    },
    { auto: true },
  ],

  installation: async ({ engine }, use) => {
    const stores: Store[] = [];
    const servers: Server[] = [];
    await use(async () => {
      const store = await Store.create(engine);
      stores.push(store);
      return {
        store,
        serve: async (more) => {
          const server = await Server.start(store, more);
          servers.push(server);
          return server;
        },
      };
    });
    // A server that stops waits for its sockets.
    Ear.closeAll();
    for (const server of servers) await server.stop();
    for (const store of stores) await store.remove();
  },

  dashboardOf: async ({ browser, server: shared }, use, info) => {
    await withContexts(info, async (keep) => {
      await use(async (person, path = "/inbox", server = shared) => {
        const context = keep(await browser.newContext({ baseURL: server.url }));
        await signIn(context, person);
        const dashboard = new Dashboard(await context.newPage());
        await dashboard.open(path);
        await dashboard.isLive();
        return dashboard;
      });
    });
  },

  stranger: async ({ browser, server: shared }, use, info) => {
    await withContexts(info, async (keep) => {
      await use(async (path, server = shared) => {
        const context = keep(await browser.newContext({ baseURL: server.url }));
        const dashboard = new Dashboard(await context.newPage());
        await dashboard.open(path);
        return dashboard;
      });
    });
  },

  visitorAt: async ({ browser, site, server: shared }, use, info) => {
    await withContexts(info, async (keep) => {
      await use(async (widgetId, server = shared) => {
        const context = keep(await browser.newContext());
        const visitor = new Visitor(await context.newPage());
        await visitor.page.goto(site.address(widgetId, server.url));
        return visitor;
      });
    });
  },
});

export { expect } from "@playwright/test";

type Keep = (context: BrowserContext) => BrowserContext;

/** Closes what is kept at the end of the story. Of a story that failed a picture of every page stays. */
async function withContexts(info: TestInfo, run: (keep: Keep) => Promise<void>) {
  const contexts: BrowserContext[] = [];
  await run((context) => {
    contexts.push(context);
    return context;
  });
  for (const context of contexts) {
    // What a page still asks for when its story is over is nobody's business any more.
    for (const page of context.pages()) {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      if (info.errors.length > 0) await keepPicture(page, info);
    }
    await context.close();
  }
}

async function keepPicture(page: Page, info: TestInfo): Promise<void> {
  // A page that hangs is what failed; its picture is not worth a second failure.
  const path = info.outputPath(`page-${info.attachments.length + 1}.png`);
  const taken = await page.screenshot({ path, timeout: 5_000 }).catch(() => null);
  if (taken) await info.attach("page", { path, contentType: "image/png" });
}

/** As the sign-in page does it, without the page: the session becomes the context's cookie. */
async function signIn(context: BrowserContext, { email, password }: Person): Promise<void> {
  const answer = await context.request.post("/api/v1/auth/login", {
    data: { email, password },
    headers: { "X-PingBack-Client": "dashboard" },
  });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
}
