import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage, record, snippetFor } from "../support/widget-page.ts";

test("calls made before the script is there are done once it is; its events are told", async ({
  page,
  server,
}) => {
  const { widget } = await openShop(server);
  const visitor = await openWidgetPage(page, server, widget.id, {
    snippet: "head",
    head: `<script>
      window.PingBack = window.PingBack || function () { (PingBack.q = PingBack.q || []).push(arguments); };
      window.heard = [];
      PingBack("on", "ready", () => heard.push("ready"));
      PingBack("on", "open", () => heard.push("open"));
      PingBack("setLocale", "fr");
      PingBack("open");
    </script>`,
  });
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("button", { name: "Commencer une conversation" })).toBeVisible();
  expect(await page.evaluate("heard")).toEqual(["ready", "open"]);

  const told = await record(page, "open", "close", "ready");
  await page.evaluate(() => window.PingBack?.close());
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.evaluate(() => window.PingBack?.push(["toggle"]));
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await told()).toEqual(["ready", "close", "open"]);
  expect(visitor.complaints).toEqual([]);
});

test("an array works as a queue, a command that is none is said, and no name but PingBack is taken", async ({
  page,
  server,
}) => {
  const { widget } = await openShop(server);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const visitor = await openWidgetPage(page, server, widget.id, {
    head: `<script>window.before = Object.keys(window);
      window.PingBack = [["hide"], ["opne"]];</script>`,
  });
  await expect.poll(() => said.join()).toContain('there is no command "opne"');
  await expect(visitor.launcher).toHaveCount(0);
  await page.evaluate(() => window.PingBack?.show());
  await expect(visitor.launcher).toBeVisible();
  const names = await page.evaluate(() =>
    Object.keys(window).filter((name) => !(window as unknown as { before: string[] }).before.includes(name)),
  );
  expect(names.sort()).toEqual(["PingBack", "PingBackWidgetId", "before"]);
});

test("the page's own button opens the chat and gets the focus back", async ({ page, server }) => {
  const { widget } = await openShop(server);
  const visitor = await openWidgetPage(page, server, widget.id);
  await expect(visitor.launcher).toBeVisible();
  await page.evaluate(() => {
    window.PingBack?.hide();
    document.querySelector("#help")?.addEventListener("click", () => window.PingBack?.open());
  });
  await page.getByRole("button", { name: "Ask us" }).click();
  await expect(visitor.dialog).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(visitor.dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Ask us" })).toBeFocused();
  await expect(visitor.launcher).toHaveCount(0);
});

test("included twice there is one launcher, and it survives route changes and a new body", async ({
  page,
  server,
}) => {
  const { widget } = await openShop(server);
  const lines = snippetFor(server, widget.id);
  const visitor = await openWidgetPage(page, server, widget.id, {
    snippet: "none",
    head: lines,
    body: lines + lines,
  });
  await expect(visitor.launcher).toHaveCount(1);
  await visitor.openChat();
  await visitor.start();
  await visitor.box.fill("half a sentence");

  await page.evaluate(() => history.pushState({}, "", "/cart"));
  await page.evaluate(() => {
    document.body.innerHTML = "<h1>Cart</h1>";
  });
  await expect(visitor.box).toHaveValue("half a sentence");
  await page.evaluate((address) => {
    const body = document.createElement("body");
    body.innerHTML = "<h1>Checkout</h1>";
    document.body = body;
    // Page swappers run the scripts of the new page again.
    const script = document.createElement("script");
    script.src = address;
    body.append(script);
  }, `${server.url}/widget.js`);
  await expect(visitor.box).toHaveValue("half a sentence");
  await visitor.write("Still the same chat");
  await expect(visitor.log).toContainText("Sent");
  await expect(page.locator("pingback-widget")).toHaveCount(1);
});

test("a page that breaks the language's own parts breaks nothing of the chat", async ({ page, server }) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id, {
    before: () => {
      // As old libraries did, and worse.
      Array.prototype.map = function broken() {
        return [] as never[];
      } as never;
      Array.prototype.reduce = function broken() {
        return null;
      } as never;
      const quote = JSON.stringify;
      JSON.stringify = ((value: unknown) => quote(quote(value))) as typeof JSON.stringify;
      for (const { prototype } of [Array, String, Number]) {
        Object.assign(prototype, { toJSON: () => "broken" });
      }
      Object.assign(Object.prototype, { extend: () => {}, position: "left", color: "red" });
    },
  });
  await visitor.openChat();
  await visitor.start();
  await visitor.write('Quotes " and \\ and 🙂 arrive');
  await expect(visitor.log).toContainText("Sent");
  await shop.owner.api.reply(1, "They did");
  await expect(visitor.log).toContainText("They did");
  expect((await shop.owner.api.conversation(1)).messages[0]?.content).toBe('Quotes " and \\ and 🙂 arrive');
});

test("where storage is blocked the chat works for as long as the page", async ({ page, server }) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id, {
    before: () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
      }
      // Chrome refuses locks as well then.
      LockManager.prototype.request = () =>
        Promise.reject(new DOMException("The request was denied.", "SecurityError"));
    },
  });
  await visitor.ask("No storage here");
  await shop.owner.api.reply(1, "We still hear you");
  await expect(visitor.log).toContainText("We still hear you");
});

test("nothing but the script and one small answer is fetched before the chat is opened", async ({
  page,
  server,
}) => {
  const { widget } = await openShop(server);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(server.url)) asked.push(new URL(request.url()).pathname);
  });
  const visitor = await openWidgetPage(page, server, widget.id);
  await expect(visitor.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual(["/widget.js", `/api/v1/widget/${widget.id}`]);
});

test("position, distance, text, icon and colour are the owner's", async ({ page, server }) => {
  const { owner, widget } = await openShop(server);
  await owner.api.call("PATCH", `widget/${widget.id}`, {
    body: {
      // White on it would have 3.9 to 1.
      primary_color: "#E0662F",
      config: {
        position: "left",
        offset_x: 40,
        offset_y: 60,
        launcher_text: "Ask us",
        launcher_icon: "wave",
      },
    },
  });
  const visitor = await openWidgetPage(page, server, widget.id, { host: "shop.localhost" });
  const button = page.getByRole("button", { name: "Open chat: Ask us" });
  const box = await button.boundingBox();
  expect(box?.x).toBe(40);
  expect(box && Math.round(850 - box.y - box.height)).toBe(60);
  const ratio = await button.evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    const light = (css: string) => {
      const [r, g, b] = (css.match(/\d+/g) ?? []).map((part) => {
        const c = Number(part) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
    };
    const [a, b] = [light(backgroundColor), light(color)].sort((x, y) => y - x);
    return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
  });
  expect(ratio).toBeGreaterThanOrEqual(4.5);
  await button.click();
  await expect(visitor.dialog).toBeVisible();
  expect((await visitor.dialog.boundingBox())?.x).toBe(40);
});

test("somebody who wrote a moment ago hears of the answer on the next page; reset forgets them", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.ask("Is it in stock?");
  const connected = page.waitForResponse((answer) => answer.url().endsWith("/session"));
  await page.goto(new URL("/next", page.url()).href);
  await expect(visitor.launcher).toBeVisible();
  const told = await record(page, "unread");
  await connected;
  await shop.agent.api.reply(1, "Two are left.");
  await expect(page.getByRole("button", { name: "Read the message" })).toContainText("Two are left.");
  await expect(visitor.launcher).toHaveAccessibleDescription("1 unread message");
  await page.getByRole("button", { name: "Read the message" }).click();
  await expect(visitor.log).toContainText("Two are left.");
  await expect(visitor.launcher).toHaveCount(0);
  expect(await told()).toEqual([
    ["unread", 1],
    ["unread", 0],
  ]);

  await page.evaluate(() => window.PingBack?.reset());
  await expect(visitor.dialog).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await visitor.openChat();
  await expect(visitor.dialog.getByRole("button", { name: "Start a conversation" })).toBeVisible();
});
