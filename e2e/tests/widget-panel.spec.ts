import { truncateSync, writeFileSync } from "node:fs";
import { devices, type Locator, type TestInfo } from "@playwright/test";
import { slowUploads } from "../support/network.ts";
import { listen, openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { answerByEmail, openWidgetPage } from "../support/widget-page.ts";

const configure = (
  { owner, widget }: Awaited<ReturnType<typeof openShop>>,
  config: Record<string, unknown>,
  more: Record<string, unknown> = {},
) => owner.api.call("PATCH", `widget/${widget.id}`, { body: { config, ...more } });

/** A file with this text, or of so many bytes: a large one is not carried over to the browser. */
function onDisk(info: TestInfo, name: string, content: string | number): string {
  const path = info.outputPath(name);
  writeFileSync(path, typeof content === "string" ? content : "");
  if (typeof content === "number") truncateSync(path, content);
  return path;
}

test("home says who is there, when they answer, and the launcher shows it too", async ({ page, server }) => {
  const shop = await openShop(server);
  await configure(shop, { reply_time: "Usually answers within an hour" });
  await shop.owner.api.setStatus("live");
  await listen(shop.owner, shop.workspace);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await expect(visitor.launcher).toHaveAccessibleDescription("Online");
  await visitor.openChat();
  await expect(visitor.dialog.getByText("Usually answers within an hour")).toBeVisible();
  await expect(visitor.dialog.getByText("Online")).toBeVisible();
  await expect(visitor.dialog.getByRole("heading", { name: "Hi there!" })).toBeVisible();
});

test("the form before the chat asks for what the owner wants, once", async ({ page, server }) => {
  const shop = await openShop(server);
  await configure(shop, { pre_chat: { is_on: true, name: "required", email: "optional" } });
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await visitor.dialog.getByRole("button", { name: "Start a conversation" }).click();
  const name = visitor.dialog.getByRole("textbox", { name: "Your name" });
  await expect(name).toBeFocused();
  await visitor.dialog.getByRole("button", { name: "Start the chat" }).click();
  await expect(visitor.dialog.getByText("Enter your name")).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill("Lea Martin");
  await visitor.dialog.getByRole("textbox", { name: "Your email (optional)" }).fill("lea@example.com");
  await page.keyboard.press("Enter");
  await expect(visitor.box).toBeFocused();
  await visitor.write("Do you deliver to Corsica?");
  await expect(visitor.log).toContainText("Sent");
  const { customer_id } = await shop.owner.api.conversation(1);
  const customer = await shop.owner.api.call<{ name: string; email: string }>(
    "GET",
    `customers/${customer_id}`,
  );
  expect(customer).toMatchObject({ name: "Lea Martin", email: "lea@example.com" });
  await page.reload();
  await visitor.openChat();
  await visitor.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
  await expect(visitor.log).toContainText("Do you deliver to Corsica?");
});

test("while nobody is here an email may be left, and what was being written stays", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  await shop.owner.api.setStatus("offline");
  await shop.agent.api.setStatus("offline");
  await configure(shop, { away_message: "We are back tomorrow at 09:00" });
  await answerByEmail(page, shop.widget.id);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Anyone?");
  await visitor.box.fill("And another thing");
  const email = visitor.dialog.getByRole("textbox", { name: "Your email" });
  await expect(visitor.dialog.getByText("We are back tomorrow at 09:00.")).toBeVisible();
  await email.fill("lea.martin@example");
  await visitor.dialog.getByRole("button", { name: "Notify me" }).click();
  await expect(visitor.dialog.getByText("it needs an ending such as .com")).toBeVisible();
  await email.fill("lea.martin@example.com");
  await visitor.dialog.getByRole("button", { name: "Notify me" }).click();
  await expect(visitor.dialog.getByText("The answer also goes to lea.martin@example.com.")).toBeVisible();
  await expect(visitor.box).toHaveValue("And another thing");
});

test("a rating after the end, a transcript, a sound that is off until asked for", async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.ask("Where is my order?");

  await test.step("that it reached the team, and that it was read", async () => {
    const ear = await listen(shop.agent, shop.workspace);
    const [question] = (await shop.owner.api.conversation(1)).messages;
    await ear.ask("delivered", { message_id: question?.id });
    await expect(visitor.log).toContainText("Delivered");
    await ear.ask("read", { message_id: question?.id });
    await expect(visitor.log).toContainText(/Read \d/);
    await expect(visitor.log).not.toContainText("Delivered");
  });
  await shop.agent.api.reply(1, "On its way.");
  await expect(visitor.log).toContainText("On its way.");

  await test.step("the menu", async () => {
    await visitor.dialog.getByRole("button", { name: "More" }).click();
    const sound = visitor.dialog.getByRole("menuitemcheckbox", { name: "Sound for new messages" });
    await expect(sound).toBeFocused();
    await expect(sound).not.toBeChecked();
    await sound.click();
    await expect(sound).toBeChecked();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(visitor.dialog.getByText("Copied")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/You: Where is my order\?\n.*James.*: On its way\./);
    await page.keyboard.press("Escape");
    await expect(visitor.dialog.getByRole("button", { name: "More" })).toBeFocused();
  });

  await test.step("the rating", async () => {
    await shop.agent.api.resolve(1);
    const ratingSays = (words: string) => visitor.dialog.getByText(`Your rating: ${words}. Thank you.`);
    await visitor.dialog.getByRole("button", { name: "Very good" }).click();
    await expect(ratingSays("Very good")).toBeVisible();
    const comment = visitor.dialog.getByRole("textbox", { name: /What should the team know/ });
    await comment.fill("Quick");
    await visitor.dialog.getByRole("button", { name: "Send comment" }).click();
    await expect(comment).toBeHidden();
    expect(await shop.owner.api.conversation(1)).toMatchObject({ rating: { rating: 5, comment: "Quick" } });

    await visitor.dialog.getByRole("button", { name: "Change" }).click();
    await expect(comment).toHaveValue("Quick");
    await visitor.dialog.getByRole("button", { name: "Good", exact: true }).click();
    await expect(ratingSays("Good")).toBeVisible();
    await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
    await visitor.openChat();
    await expect(ratingSays("Good")).toBeVisible();
    await expect(comment).toBeHidden();
    expect(await shop.owner.api.conversation(1)).toMatchObject({ rating: { rating: 4, comment: "Quick" } });
  });
});

test("a file goes up; what is too large is said before it is sent", async ({ page, server }, info) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await visitor.start();
  const picker = visitor.dialog.locator("input[type=file]");
  await picker.setInputFiles([onDisk(info, "bowl.txt", "cracked"), onDisk(info, "film.mov", 21 << 20)]);
  await expect(visitor.dialog.getByText("film.mov is larger than 20 MB. Send a smaller file.")).toBeVisible();
  await expect(visitor.dialog.getByText("7 B")).toBeVisible();
  await visitor.dialog.getByRole("button", { name: "Send message" }).click();
  await expect(visitor.log.getByRole("link", { name: /bowl\.txt/ })).toBeVisible();
  await expect(visitor.log).toContainText("Sent");
  expect((await shop.owner.api.conversation(1)).messages[0]?.attachments[0]?.name).toBe("bowl.txt");

  await test.step("how far it is gone is told, and it can be taken back", async () => {
    await slowUploads(page, 100_000);
    const bar = (name: string) => visitor.dialog.getByRole("progressbar", { name });
    await picker.setInputFiles(onDisk(info, "film.mov", 2 << 20));
    await expect
      .poll(() => bar("film.mov").evaluate((one: HTMLProgressElement) => one.value))
      .toBeGreaterThan(0);
    expect(await bar("film.mov").evaluate((one: HTMLProgressElement) => one.value)).toBeLessThan(1);
    const cut = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/upload"));
    await visitor.dialog.getByRole("button", { name: "Remove film.mov" }).click();
    await cut;
    await expect(bar("film.mov")).toHaveCount(0);
    await expect(visitor.box).toBeFocused();
  });
});

test("long words and long file names leave every button in reach", async ({ page, server }, info) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.ask("Where is my order?");
  await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
  await shop.agent.api.reply(1, "It left us this morning and is on its way to you. ".repeat(5));
  await page.reload();
  await visitor.openChat();
  const unread = visitor.dialog.getByRole("img", { name: "1 unread" });
  await expect(unread).toBeVisible();
  const panel = (await visitor.dialog.boundingBox()) ?? { x: 0, width: 0 };
  const isInside = async (part: Locator) => {
    const { x, width } = (await part.boundingBox()) ?? { x: Number.POSITIVE_INFINITY, width: 0 };
    return x + width <= panel.x + panel.width - 16;
  };
  expect(await isInside(unread)).toBe(true);

  await visitor.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
  const picker = visitor.dialog.locator("input[type=file]");
  const name = `${"the bill of the bowls that came broken ".repeat(4)}.txt`;
  await picker.setInputFiles([
    onDisk(info, name, "cracked"),
    onDisk(info, "bowl.svg", "<svg/>"),
    onDisk(info, "film.mov", 21 << 20),
  ]);
  await expect(visitor.dialog.getByText("7 B")).toBeVisible();
  await expect(visitor.dialog.getByText("This type of file is not taken")).toBeVisible();
  await expect(visitor.dialog.getByRole("button", { name: "Retry" })).toBeHidden();
  expect(await isInside(visitor.dialog.getByRole("button", { name: /^Remove the bill/ }))).toBe(true);
  const tooLarge = visitor.dialog.getByText("film.mov is larger than 20 MB.");
  await expect(tooLarge).toBeVisible();
  await visitor.dialog.getByRole("button", { name: "Send message" }).click();
  await expect(tooLarge).toBeHidden();
});

test("on a page of another domain the visitor and the console are told why there is no chat", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  await shop.owner.api.call("PATCH", `widget/${shop.widget.id}`, { body: { domain: "kestrel.example" } });
  const warned = page.waitForEvent("console", (message) =>
    message.text().includes("PingBack: this page is not on the widget's domain, kestrel.example."),
  );
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await expect(visitor.dialog.getByText("The chat is not available on this page.")).toBeVisible();
  await expect(visitor.dialog.getByRole("button", { name: "Start a conversation" })).toBeHidden();
  await warned;
});

test("emoji, and links that lead nowhere dangerous", async ({ page, server }) => {
  const shop = await openShop(server);
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await visitor.openChat();
  await visitor.start();
  await visitor.box.fill("Thanks ");
  await visitor.dialog.getByRole("button", { name: "Add an emoji" }).click();
  await visitor.dialog.getByRole("button", { name: "👍" }).click();
  await expect(visitor.box).toHaveValue("Thanks 👍");
  await visitor.dialog.getByRole("button", { name: "Send message" }).click();
  await expect(visitor.log).toContainText("Sent");
  // Nobody is here, and this server sends no mail: no address is asked for.
  await expect(visitor.dialog.getByText("Leave a message, the answer waits for you here.")).toBeVisible();
  await expect(visitor.dialog.getByRole("textbox", { name: "Your email" })).toHaveCount(0);
  await shop.agent.api.reply(
    1,
    "See https://kestrel.example/a and javascript:alert(1) <img src=x onerror=alert(1)>",
  );
  const link = visitor.log.getByRole("link");
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute("href", "https://kestrel.example/a");
  await expect(visitor.log).toContainText("<img src=x");
});

for (const [language, start, dir] of [
  ["de", "Unterhaltung beginnen", "ltr"],
  ["fr", "Commencer une conversation", "ltr"],
  ["es", "Empezar una conversación", "ltr"],
  ["pt", "Iniciar uma conversa", "ltr"],
  ["ar", "بدء محادثة", "rtl"],
] as const) {
  test(`the page's language decides: ${language}`, async ({ page, server }) => {
    const { widget } = await openShop(server);
    await openWidgetPage(page, server, widget.id, { lang: `${language}-XX` });
    await page.locator("pingback-widget button.launcher").click();
    await expect(page.getByRole("button", { name: start })).toBeVisible();
    expect(await page.getByRole("dialog").evaluate((box) => getComputedStyle(box).direction)).toBe(dir);
  });
}

test("the owner's language goes before the page's, the page's script before both", async ({
  page,
  server,
}) => {
  const shop = await openShop(server);
  await configure(shop, { locale: "es" });
  const visitor = await openWidgetPage(page, server, shop.widget.id, { lang: "de" });
  await page.getByRole("button", { name: "Abrir el chat" }).click();
  await expect(page.getByRole("button", { name: "Empezar una conversación" })).toBeVisible();
  await page.evaluate(() => window.PingBack?.setLocale("en"));
  await visitor.start();
  await visitor.box.fill("Typed before");
  await page.evaluate(() => window.PingBack?.setLocale("pt"));
  await expect(page.getByRole("textbox", { name: "Mensagem" })).toHaveValue("Typed before");
});

test("two tabs show one truth", async ({ page, server, context }) => {
  const shop = await openShop(server);
  const one = await openWidgetPage(page, server, shop.widget.id);
  const other = await openWidgetPage(await context.newPage(), server, shop.widget.id);
  for (const tab of [one, other]) {
    await tab.openChat();
    await tab.start();
  }
  await context.setOffline(true);
  await one.write("Written in the tunnel");
  await expect(other.log).toContainText("Written in the tunnel");
  await context.setOffline(false);
  for (const tab of [one, other]) {
    await expect(tab.log.getByText("Written in the tunnel")).toHaveCount(1, { timeout: 20_000 });
    await expect(tab.log).toContainText("Sent", { timeout: 20_000 });
  }
  expect((await shop.owner.api.conversation(1)).messages).toHaveLength(1);

  await test.step("what is written after the end begins anew, in both", async () => {
    await shop.agent.api.close(1);
    for (const tab of [one, other])
      await expect(tab.dialog.getByText("This conversation is closed.")).toBeVisible();
    await one.write("Out of the tunnel");
    for (const tab of [one, other]) {
      await expect(tab.log).toContainText("Out of the tunnel");
      await expect(tab.log).not.toContainText("Written in the tunnel");
      await expect(tab.dialog.getByText("This conversation is closed.")).toBeHidden();
    }
    await expect(one.log).toContainText("Sent");
    await one.page.reload();
    await one.openChat();
    await one.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
    await expect(one.log).toContainText("Out of the tunnel");
    await expect(one.log).not.toContainText("Written in the tunnel");
  });

  await test.step("read in one is read in the other", async () => {
    await other.dialog.getByRole("button", { name: "Close chat" }).click();
    await one.page.bringToFront();
    await shop.agent.api.reply(2, "Mind the gap");
    await expect(one.log).toContainText("Mind the gap");
    await expect(other.launcher).toHaveAccessibleDescription("");
  });
});

test("a phone gives the chat its whole screen; a page at 200 % does, too", async ({ browser, server }) => {
  const shop = await openShop(server);
  for (const options of [devices["Pixel 7"], { viewport: { width: 640, height: 400 } }]) {
    const { defaultBrowserType: _, ...settings } = { defaultBrowserType: "", ...options };
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    const visitor = await openWidgetPage(page, server, shop.widget.id);
    await visitor.openChat();
    await visitor.start();
    const [box, view] = [await visitor.dialog.boundingBox(), page.viewportSize()];
    expect(box).toMatchObject({ x: 0, y: 0, width: view?.width, height: view?.height });
    await expect(visitor.box).toBeInViewport();
    // The keyboard leaves less to see; the text box stays in it.
    await page.evaluate(() => {
      const view = window.visualViewport as VisualViewport;
      Object.defineProperty(view, "height", { value: 260, configurable: true });
      view.dispatchEvent(new Event("resize"));
    });
    await expect.poll(async () => (await visitor.dialog.boundingBox())?.height).toBe(260);
    await context.close();
  }
});

test("identified customers find their conversation anywhere; a typed email joins nobody", async ({
  browser,
  page,
  server,
}) => {
  const shop = await openShop(server);
  const { secret } = await shop.owner.api.newIdentitySecret(shop.widget.id);
  const jwt = await sign(
    { sub: "customer-7", name: "Marta Silva", exp: Math.floor(Date.now() / 1000) + 300 },
    secret,
  );
  const visitor = await openWidgetPage(page, server, shop.widget.id);
  await page.evaluate((token) => window.PingBack?.identify(token), jwt);
  await visitor.ask("It is me");

  const elsewhere = await browser.newContext();
  const second = await openWidgetPage(await elsewhere.newPage(), server, shop.widget.id);
  await second.openChat();
  await expect(second.dialog.getByRole("button", { name: "Start a conversation" })).toBeVisible();
  await second.page.evaluate((token) => window.PingBack?.identify(token), jwt);
  await second.dialog.getByRole("button", { name: /^Continue the conversation/ }).click();
  await expect(second.log).toContainText("It is me");
  await elsewhere.close();
});

async function sign(claims: object, secret: string): Promise<string> {
  const { createHmac } = await import("node:crypto");
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
