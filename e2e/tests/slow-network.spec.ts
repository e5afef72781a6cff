import type { Page } from "@playwright/test";
import { openDesk } from "../support/inbox.ts";
import { slowDown } from "../support/network.ts";
import { openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { TAKEN } from "../support/visitor.ts";
import { openWidgetPage } from "../support/widget-page.ts";

/** Scripts take their time on the way. */
const IN_TIME = { timeout: 40_000 };

/** Every alarm a page raises from its next load on, also those that go again. */
async function alarms(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { alarms: seen });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll("[role=alert], [role=status], main, h1, h2")) {
        const text = element.textContent ?? "";
        if (element.matches("[role=alert]") && text.trim()) seen.add(text);
        if (/did not load|did not answer|Connection lost|Not sent/.test(text)) seen.add(text);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => [...(window as unknown as { alarms: Set<string> }).alarms]);
}

test("the inbox on a slow network: what comes is announced, what is sent waits and goes out once", async ({
  dashboardOf,
  server,
}) => {
  test.setTimeout(120_000);
  const desk = await openDesk(server);
  const { page, list, messages, reply, navigation } = await dashboardOf(desk.owner);
  const raised = await alarms(page);
  await slowDown(page);
  await page.reload({ waitUntil: "commit" });

  await test.step("something is there long before everything is", async () => {
    await expect(page.getByRole("status").filter({ hasText: "Loading" }).first()).toBeVisible(IN_TIME);
    await expect(navigation).toBeVisible(IN_TIME);
    await expect(list.getByRole("link")).toBeVisible(IN_TIME);
  });

  await test.step("the list can be used while a conversation is on its way", async () => {
    await list.getByRole("link").click();
    await expect(messages).toContainText("Do you have the Osprey in blue?", IN_TIME);
  });

  await test.step("pressed twice, sent once", async () => {
    await reply.fill("Yes, in M and in L.");
    await page.getByRole("button", { name: "Send", exact: true }).dblclick();
    await expect(reply).toHaveValue("");
    await expect(messages.getByText("Sending", { exact: true })).toBeVisible();
    await reply.fill("Shall I keep one?");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    await expect(messages.getByText(/^(Sending|Waiting to send)$/)).toHaveCount(0, IN_TIME);
    for (const text of ["Yes, in M and in L.", "Shall I keep one?"]) {
      await expect(messages.getByText(text, { exact: true })).toHaveCount(1);
    }
    const { messages: kept } = await desk.owner.api.conversation(1);
    expect(kept.map((message) => message.content)).toEqual([
      "Do you have the Osprey in blue?",
      "Yes, in M and in L.",
      "Shall I keep one?",
    ]);
  });

  await test.step("news arrives by itself", async () => {
    await desk.customerWrites("Yes, please.");
    await expect(messages.getByText("Yes, please.")).toHaveCount(1, IN_TIME);
  });

  expect(await raised()).toEqual([]);
});

test("the widget on a slow network: the page does not wait for it, and what is written early arrives once", async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  const shop = await openShop(server);
  await slowDown(page);
  const visitor = await openWidgetPage(page, server, shop.widget.id, { snippet: "head" });

  await test.step("the page is ready before the script is there", async () => {
    await expect(visitor.launcher).toBeVisible(IN_TIME);
    const [ready, loaded] = await page.evaluate(() => {
      const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const scripts = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const loader = scripts.find(({ name }) => name.endsWith("/widget.js"));
      return [document?.domContentLoadedEventEnd ?? 0, loader?.responseEnd ?? 0];
    });
    expect(ready).toBeLessThan(loaded as number);
  });

  await test.step("the button says that the chat is on its way", async () => {
    await visitor.launcher.click();
    await expect(visitor.launcher).toHaveAttribute("aria-busy", "true");
    await expect(visitor.dialog).toBeVisible(IN_TIME);
    await expect(visitor.launcher).toHaveCount(0);
  });

  await test.step("written at once, sent twice in haste, there once", async () => {
    await visitor.dialog.getByRole("button", { name: "Start a conversation" }).click();
    await expect(visitor.box).toBeFocused();
    await visitor.box.fill("Do you ship to Norway?");
    await visitor.dialog.getByRole("button", { name: "Send message" }).dblclick();
    await expect(visitor.log.getByText("Do you ship to Norway?", { exact: true })).toHaveCount(1);
    await expect(visitor.log).toContainText(TAKEN, IN_TIME);
    const { messages } = await shop.owner.api.conversation(1);
    expect(messages.map((message) => message.content)).toEqual(["Do you ship to Norway?"]);
  });

  await test.step("the answer arrives", async () => {
    await shop.agent.api.reply(1, "We do.");
    await expect(visitor.log.getByText("We do.", { exact: true })).toHaveCount(1, IN_TIME);
  });
  expect(visitor.complaints).toEqual([]);
});
