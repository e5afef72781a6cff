import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

// A Wednesday in November, at five in the afternoon in Berlin.
const NOW = new Date("2026-11-25T16:05:00Z");

for (const { locale, day, clock, limit } of [
  { locale: "en-US", day: "Today, November 25", clock: /November 25, 5:05\sPM/, limit: "0 of 50,000" },
  { locale: "de-DE", day: "Today, 25 November", clock: /25 November, 17:05/, limit: "0 of 50.000" },
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("dates, clocks and numbers are written as in the browser's country", async ({
      dashboardOf,
      server,
    }) => {
      const { owner } = await openDesk(server);
      const { page, list, messages, navigation } = await dashboardOf(owner);
      await page.clock.setFixedTime(NOW);
      await page.route(/\/api\/v1\/conversations\/1(\?.*)?$/, async (route) => {
        const answer = await route.fetch();
        const at = NOW.toISOString();
        const thread = (await answer.json()) as { messages?: object[] };
        // The page changes the conversation at the same address.
        const messages = thread.messages?.map((message) => ({ ...message, created_at: at }));
        await route.fulfill({ response: answer, json: { ...thread, messages, created_at: at } });
      });
      await list.getByRole("link").click();
      await expect(messages.getByText(day, { exact: true })).toBeVisible();
      await expect(page.getByRole("complementary", { name: "About" })).toContainText(clock);
      await navigation.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("link", { name: "Plan & usage" }).first().click();
      await expect(page.getByRole("region", { name: "Messages this month" })).toContainText(limit);
    });
  });
}
