import { openDesk } from "../support/inbox.ts";
import { tabTo } from "../support/keyboard.ts";
import { sideways } from "../support/sideways.ts";
import { expect, test } from "../support/test.ts";

/** One pane to 767 px; the details beside the messages from 1280 px, over them where it is narrower. */
const WIDTHS = [
  { width: 320, height: 568, panes: 1 },
  { width: 390, height: 844, panes: 1 },
  // A laptop's window at 200 %: less high than any phone.
  { width: 640, height: 400, panes: 1 },
  { width: 900, height: 700, panes: 2 },
  { width: 1440, height: 900, panes: 3 },
] as const;

for (const { width, height, panes } of WIDTHS) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height }, hasTouch: true });

    test("list, conversation, details and back by touch", async ({ dashboardOf, server }) => {
      const desk = await openDesk(server);
      const dashboard = await dashboardOf(desk.owner);
      const { page, list, messages, reply } = dashboard;
      await list.getByRole("link").tap();
      await expect(messages).toContainText("Do you have the Osprey in blue?");
      if (panes === 1) await expect(list).toHaveCount(0);
      else await expect(list).toBeVisible();

      await test.step("answer", async () => {
        await reply.tap();
        await page.keyboard.type("Yes, in M and in L.");
        const send = page.getByRole("button", { name: "Send", exact: true });
        for (const part of [reply, send]) await expect(part).toBeInViewport({ ratio: 1 });
        expect(await sideways(page)).toEqual([]);
        await send.tap();
        await expect(messages.getByText("Yes, in M and in L.")).toBeInViewport();
        await expect(messages).toContainText("Sent");
      });

      await test.step("details", async () => {
        const about = page.getByRole(panes === 3 ? "complementary" : "dialog", { name: "About" });
        if (panes === 1) {
          await page.getByRole("button", { name: "More", exact: true }).tap();
          await page.getByRole("menuitem", { name: "About" }).tap();
        } else if (panes === 2) {
          await page.getByRole("button", { name: "About" }).tap();
        }
        await expect(about).toContainText("marta@example.com");
        expect(await sideways(page)).toEqual([]);
        await about.getByRole("button", { name: "Hide the details" }).tap();
        await expect(about).toHaveCount(0);
      });

      if (panes === 1) await page.getByRole("button", { name: "Back" }).tap();
      await expect(list.getByRole("link")).toBeInViewport();
      expect(await sideways(page)).toEqual([]);
    });

    test("list, conversation, details and back by keyboard", async ({ dashboardOf, server }) => {
      const desk = await openDesk(server);
      const { page, list, messages, reply } = await dashboardOf(desk.owner);
      const details = page.getByRole("group", { name: "About Marta" });
      await tabTo(page, list.getByRole("link"));
      await page.keyboard.press("Enter");
      await expect(messages).toContainText("Do you have the Osprey in blue?");

      await tabTo(page, reply);
      await page.keyboard.type("Yes, in M and in L.");
      await page.keyboard.press("Control+Enter");
      await expect(messages).toContainText("Sent");

      if (panes === 1) {
        await tabTo(page, page.getByRole("button", { name: "More", exact: true }), "Shift+Tab");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("menu")).toBeVisible();
        await page.keyboard.type("About");
        await page.keyboard.press("Enter");
      } else if (panes === 2) {
        await tabTo(page, page.getByRole("button", { name: "About" }), "Shift+Tab");
        await page.keyboard.press("Enter");
      }
      await expect(details).toBeVisible();
      if (panes !== 3) {
        await page.keyboard.press("Escape");
        await expect(details).toHaveCount(0);
        // The focus is where the details were asked for, not lost.
        expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
      }
      // In a text Escape leaves nothing.
      await tabTo(page, page.getByRole("button", { name: "Resolve", exact: true }), "Shift+Tab");
      await page.keyboard.press("Escape");
      await expect(page).toHaveURL(/\/inbox(\?|$)/);
      await expect(list.getByRole("link")).toBeVisible();
    });
  });
}
