import type { Page } from "@playwright/test";
import { openDesk } from "../support/inbox.ts";
import { join } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

/** Counts what begins to move, and gathers what screen readers are told at once, in the midst of anything. */
async function listen(page: Page) {
  await page.evaluate(() => {
    const told = { moved: [] as string[], alarms: [] as string[] };
    Object.assign(window, { told });
    const look = ({ target }: Event) => {
      for (const { effect } of document.getAnimations()) {
        const time = Number(effect?.getComputedTiming().duration ?? 0);
        if (time > 1) told.moved.push(`${(target as Element).className}: ${time} ms`);
      }
    };
    for (const name of ["animationstart", "transitionrun"]) document.addEventListener(name, look, true);
    new MutationObserver(() => {
      for (const box of document.querySelectorAll("[role=alert], [aria-live=assertive]")) {
        const text = box.textContent?.trim();
        if (text) told.alarms.push(text);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  return () =>
    page.evaluate(() => (window as unknown as { told: { moved: string[]; alarms: string[] } }).told);
}

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion }, viewport: { width: 900, height: 700 } });

    test("dialogs and details come as the system asks for", async ({ dashboardOf, server }) => {
      const desk = await openDesk(server);
      const { page, messages } = await dashboardOf(desk.owner, "/inbox/1");
      await expect(messages).toContainText("Do you have the Osprey in blue?");
      const told = await listen(page);
      await page.getByRole("button", { name: "About" }).click();
      await expect(page.getByRole("dialog", { name: "About" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
      const { moved } = await told();
      if (reducedMotion === "reduce") expect(moved).toEqual([]);
      else expect(moved).not.toEqual([]);
    });
  });
}

test("what happens is told when there is a pause; only what failed interrupts", async ({
  dashboardOf,
  server,
}) => {
  const desk = await openDesk(server);
  const mira = await join(server, desk.workspace, "Mira Novak", "admin");
  const dashboard = await dashboardOf(desk.owner, "/inbox/1");
  const { page, messages, reply } = dashboard;
  await expect(messages).toContainText("Do you have the Osprey in blue?");
  const told = await listen(page);

  await test.step("messages, notices and a lost connection wait for a pause", async () => {
    await desk.customerWrites("Size M.");
    await expect(messages).toContainText("Size M.");
    // What the page marks as read by itself is under way when the connection goes.
    await page.route("**/api/v1/notifications/*/read", (route) => route.abort(), { times: 1 });
    const marked = page.waitForResponse("**/api/v1/notifications/*/read");
    await mira.api.assign(1, desk.owner.id);
    await expect(dashboard.notice("Mira Novak assigned #1 to you")).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByRole("status").filter({ hasText: "You are offline" })).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByRole("status").filter({ hasText: "Back." })).toBeVisible({ timeout: 20_000 });
    expect((await marked).ok()).toBe(true);
    expect((await told()).alarms).toEqual([]);
  });

  await test.step("a message that was not sent does not", async () => {
    await page.route("**/api/v1/conversations/*/messages", (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "about:blank", title: "Forbidden", status: 403, detail: "Not yours." }),
      }),
    );
    await reply.fill("Yes.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(messages.getByRole("alert")).toContainText("Not sent");
  });
});

test("screen readers are given a new message when there is a pause, and nothing that was there before", async ({
  dashboardOf,
  server,
}) => {
  const desk = await openDesk(server);
  const { page, messages } = await dashboardOf(desk.owner, "/inbox/1");
  await expect(messages).toContainText("Do you have the Osprey in blue?");

  await test.step("the messages are a polite live region", async () => {
    const browser = await page.context().newCDPSession(page);
    await browser.send("Accessibility.enable");
    const { root } = await browser.send("DOM.getDocument");
    const named = { nodeId: root.nodeId, role: "log", accessibleName: "Messages" };
    const { nodes } = await browser.send("Accessibility.queryAXTree", named);
    const properties = nodes[0]?.properties?.map(({ name, value }) => [name, value.value]);
    expect(Object.fromEntries(properties ?? [])).toMatchObject({ live: "polite", atomic: false });
  });

  // What a reader speaks is what is added below the region, which itself stays.
  await messages.evaluate((region) => {
    const added: string[] = [];
    Object.assign(window, { added });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        added.push(node.textContent ?? "");
    }).observe(region, { childList: true, subtree: true });
  });
  const added = () => page.evaluate(() => (window as unknown as { added: string[] }).added);
  await desk.customerWrites("Size M.");
  await desk.james.api.reply(1, "Two are left.");
  await expect(messages).toContainText("Two are left.");
  const spoken = (await added()).join("\n");
  expect(spoken).toContain("Size M.");
  expect(spoken).toContain("Two are left.");
  expect(spoken).not.toContain("Osprey");
});
