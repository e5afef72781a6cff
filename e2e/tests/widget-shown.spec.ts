import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { openWidgetPage, record } from "../support/widget-page.ts";
import type { Attachment } from "../support/wire.ts";

const shifts = "shifted.map((entry) => entry.value)";

test("nothing of the page moves: not on load, not on opening, not for a reply", async ({ page, server }) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id, {
    before: () => {
      const shifted: PerformanceEntry[] = [];
      Object.assign(window, { shifted });
      new PerformanceObserver((list) => shifted.push(...list.getEntries())).observe({
        type: "layout-shift",
        buffered: true,
      });
    },
  });
  await expect(visitor.launcher).toBeVisible();
  expect(await page.evaluate(shifts), "loaded").toEqual([]);
  await visitor.ask("Is it in stock?");
  await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
  await shop.agent.api.reply(1, "Two are left.");
  await expect(page.getByRole("button", { name: "Read the message" })).toBeVisible();
  const moved = await page.evaluate(() =>
    (window as unknown as { shifted: { sources: { node: Node | null }[] }[] }).shifted.flatMap(
      ({ sources }) => sources.map(({ node }) => node?.nodeName ?? ""),
    ),
  );
  expect(moved.filter((name) => ["BODY", "MAIN", "H1", "BUTTON"].includes(name))).toEqual([]);
});

test("a sound is made only where it is wanted, and the wish outlives the page", async ({ page, server }) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id, {
    before: () => {
      const start = OscillatorNode.prototype.start;
      Object.assign(window, { tones: 0 });
      OscillatorNode.prototype.start = function (...when) {
        Object.assign(window, { tones: (window as unknown as { tones: number }).tones + 1 });
        start.apply(this, when);
      };
    },
  });
  const tones = () => page.evaluate("tones");
  await visitor.ask("Is it in stock?");
  await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
  await shop.agent.api.reply(1, "Let me look.");
  await expect(page.getByRole("button", { name: "Read the message" })).toContainText("Let me look.");
  expect(await tones()).toBe(0);

  await page.getByRole("button", { name: "Read the message" }).click();
  await visitor.dialog.getByRole("button", { name: "More" }).click();
  await visitor.dialog.getByRole("menuitemcheckbox", { name: "Sound for new messages" }).click();
  await expect.poll(tones).toBe(2);
  await page.reload();
  await visitor.openChat();
  await expect(visitor.dialog.getByRole("button", { name: /^Continue the conversation/ })).toBeVisible();
  await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
  await shop.agent.api.reply(1, "Two are left.");
  await expect(page.getByRole("button", { name: "Read the message" })).toContainText("Two are left.");
  await expect.poll(tones).toBe(2);
});

test("an agent's file arrives and can be taken; an eleventh is refused with words", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.dialog.locator("input[type=file]").setInputFiles(
    Array.from({ length: 11 }, (_, at) => ({
      name: `part-${at}.txt`,
      mimeType: "text/plain",
      buffer: Buffer.from(`part ${at}`),
    })),
  );
  await expect(visitor.dialog.getByRole("alert").filter({ hasText: "10 files" })).toBeVisible();
  await expect(visitor.dialog.getByRole("button", { name: /^Remove/ })).toHaveCount(10);
  await expect(visitor.dialog.getByText("6 B")).toHaveCount(10);
  await visitor.dialog.getByRole("button", { name: "Send message" }).click();
  await expect(visitor.log.getByRole("link")).toHaveCount(10);
  await expect(visitor.log).toContainText("Sent");

  const form = new FormData();
  form.append("file", new File(["Turn it to the left."], "guide.txt", { type: "text/plain" }));
  const { id } = await shop.agent.api.conversation(1);
  const uploaded = await fetch(`${server.url}/api/v1/conversations/${id}/upload`, {
    method: "POST",
    headers: { Authorization: `Bearer ${shop.agent.api.token}` },
    body: form,
  });
  const file = (await uploaded.json()) as Attachment;
  await shop.agent.api.call("POST", `conversations/${id}/messages`, {
    body: { content: "", attachments: [{ id: file.id }] },
  });
  const link = visitor.log.getByRole("link", { name: /guide\.txt/ });
  await expect(link).toBeVisible();
  const taken = await fetch((await link.getAttribute("href")) ?? "");
  expect(await taken.text()).toBe("Turn it to the left.");
});

test("logo, faces, who speaks, what is new, and what was typed before the reload", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  const picture = `${server.url}/favicon.svg`;
  await shop.agent.api.call("PATCH", "auth/me", { body: { avatar_url: picture } });
  await shop.owner.api.call("PATCH", `widget/${shop.widget.id}`, {
    body: { logo_url: picture, config: { launcher_icon: "question" } },
  });
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await expect(visitor.launcher.locator("svg.icon path")).toHaveAttribute("d", /M9\.1 9a3 3/);
  const told = await record(page, "message");
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const end = window.PingBack?.on("message", ({ text }) => heard.push(text));
    window.PingBack?.on("message", () => end?.());
  });
  await visitor.openChat();
  await expect(visitor.dialog.locator("img.logo")).toHaveJSProperty("complete", true);
  await expect(visitor.dialog.locator(".avatar img")).toHaveAttribute("src", picture);
  await expect(visitor.dialog.locator(".avatar")).toHaveCount(2);
  await visitor.start();
  await visitor.write("Is it in stock?");
  await expect(visitor.log).toContainText("Sent");
  await visitor.box.fill("half a sentence");
  await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
  for (const answer of ["Let me look.", "Two are left."]) await shop.agent.api.reply(1, answer);
  await expect(page.getByRole("button", { name: "Read the message" })).toContainText("Two are left.");
  expect(await told()).toMatchObject([
    ["message", { text: "Let me look.", sender: { kind: "agent" } }],
    ["message", { text: "Two are left." }],
  ]);
  expect(await page.evaluate("heard")).toEqual(["Let me look."]);

  await page.getByRole("button", { name: "Read the message" }).click();
  await expect(visitor.log).toContainText("2 new messages");
  const group = visitor.log.locator(".group").last();
  await expect(group.locator(".bubble")).toHaveText(["Let me look.", "Two are left."]);
  await expect(group.getByText("James")).toHaveCount(1);
  await expect(group.locator("img")).toHaveAttribute("src", picture);
  await page.reload();
  await visitor.openChat();
  await visitor.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
  await expect(visitor.box).toHaveValue("half a sentence");
  await expect(group.locator("img")).toHaveAttribute("src", picture);
});

test("where only the answer is lost the message is there once", async ({ page, server }) => {
  const shop = await openShop(server);
  // Sockets fail here: every message goes by HTTP.
  await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  let lost = 0;
  await page.route("**/messages", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.ask("Only once, please");
  await expect(visitor.log.getByText("Only once, please")).toHaveCount(1);
  expect(lost).toBeGreaterThan(1);
  expect((await shop.owner.api.conversation(1)).messages).toHaveLength(1);
});
