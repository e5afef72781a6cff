import type { Page } from "@playwright/test";
import { bundle } from "../support/bundle.ts";
import { printed } from "../support/guide.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage } from "../support/widget-page.ts";

/** What Settings → Widget gives to be pasted there, as it stands. */
async function snippet(page: Page, place: string): Promise<string> {
  await page.getByRole("tab", { name: place }).click();
  return (await page.getByRole("region", { name: "Snippet" }).textContent()) ?? "";
}

/** The widget is on the page once, and works. */
async function holds(page: Page, { widget }: Shop): Promise<void> {
  await page.getByRole("button", { name: "Open chat" }).click();
  await expect(page.getByRole("button", { name: "Start a conversation" })).toBeVisible();
  await expect(page.locator("pingback-widget")).toHaveCount(1);
  expect(await page.evaluate("PingBackWidgetId")).toBe(widget.id);
}

test("what is pasted from the settings shows the widget: HTML, Tag Manager, WordPress", async ({
  dashboardOf,
  server,
  page,
}) => {
  const shop = await openShop(server);
  const { page: settings } = await dashboardOf(shop.owner, "/settings/widget#install");

  await test.step("plain HTML", async () => {
    const body = await snippet(settings, "Plain HTML");
    await openWidgetPage(page, server, shop.widget.id, { snippet: "none", body });
    await holds(page, shop);
  });

  await test.step("Tag Manager puts the two lines into a page that is long there", async () => {
    const lines = await snippet(settings, "Google Tag Manager");
    await openWidgetPage(page, server, shop.widget.id, { snippet: "none" });
    await page.evaluate((html) => {
      const tag = document.createElement("div");
      tag.innerHTML = html;
      document.body.append(tag);
      // Markup that is put in does not run: Tag Manager makes each script again, with its attributes.
      for (const dead of tag.querySelectorAll("script")) {
        const script = document.createElement("script");
        for (const { name, value } of dead.attributes) script.setAttribute(name, value);
        script.text = dead.text;
        dead.replaceWith(script);
      }
    }, lines);
    await holds(page, shop);
  });

  await test.step("WordPress's PHP prints them", async () => {
    const code = await snippet(settings, "WordPress");
    const program = `<?php function add_action($hook, $print) { if ($hook === 'wp_footer') $print(); }\n${code}`;
    await openWidgetPage(page, server, shop.widget.id, { snippet: "none", body: printed("php", program) });
    await holds(page, shop);
  });
});

test("what is pasted from the settings works in an app: React, Vue", async ({
  dashboardOf,
  server,
  page,
}) => {
  const shop = await openShop(server);
  const { page: settings } = await dashboardOf(shop.owner, "/settings/widget#install");

  await test.step("React, built; its root is drawn twice, taken away and put back", async () => {
    const code = await snippet(settings, "React");
    const [, element] = /^\/\/ (<Chat .*>)$/m.exec(code) ?? [];
    const script = await bundle({
      "chat.jsx": code,
      "main.jsx": `
        import { StrictMode } from "react";
        import { createRoot } from "react-dom/client";
        import { Chat } from "./chat.jsx";
        const root = createRoot(document.querySelector("main"));
        window.draw = (path) => root.render(
          <StrictMode><h1>{path}</h1>{path !== "/private" && ${element}}</StrictMode>
        );
        window.draw("/");`,
    });
    await openWidgetPage(page, server, shop.widget.id, { snippet: "none" });
    await page.addScriptTag({ content: script });
    await holds(page, shop);
    for (const path of ["/private", "/cart"]) {
      await page.evaluate((to) => (window as unknown as { draw: (path: string) => void }).draw(to), path);
      await expect(page.getByRole("heading", { name: path })).toBeVisible();
      await expect(page.getByRole("button", { name: "Start a conversation" })).toBeVisible();
      await expect(page.locator("pingback-widget")).toHaveCount(1);
    }
  });

  await test.step("Vue: its plugin is installed as app.use does it", async () => {
    const code = await snippet(settings, "Vue");
    const [, options] = /app\.use\(chat, (\{.*\})\)/.exec(code) ?? [];
    const script = await bundle({
      "chat.js": code,
      "main.jsx": `import chat from "./chat.js"; chat.install({}, ${options});`,
    });
    await openWidgetPage(page, server, shop.widget.id, { snippet: "none" });
    await page.addScriptTag({ content: script });
    await holds(page, shop);
  });
});
