import { join, openWorkspace } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

interface Told {
  shown: string[];
  tones: number;
}

test("out of sight, one tab shows and sounds; a press opens the conversation", async ({
  browser,
  dashboardOf,
  server,
}) => {
  void browser;
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const first = await dashboardOf(mira, "/inbox");
  const context = first.page.context();
  // The browser's own notifications and sounds cannot be seen from here: what is asked of them can.
  await context.addInitScript(() => {
    const told: Told = { shown: [], tones: 0 };
    Object.assign(window, { told, hidden: false });
    class Shown {
      static permission = "granted";
      onclick: (() => void) | null = null;
      constructor(title: string) {
        told.shown.push(title);
        Object.assign(window, { last: this });
      }
      close() {}
    }
    Object.assign(window, { Notification: Shown });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      told.tones++;
      start.apply(this, when);
    };
    Document.prototype.hasFocus = () => !(window as unknown as { hidden: boolean }).hidden;
  });
  const second = await context.newPage();
  await first.page.reload();
  await second.goto("/inbox");
  const pages = [first.page, second];
  for (const page of pages) {
    await expect(page.getByRole("button", { name: /, status: / })).toBeVisible();
    await page.getByRole("heading", { level: 1 }).first().click({ force: true });
  }
  const sum = async () => {
    const all = await Promise.all(
      pages.map((page) => page.evaluate(() => (window as unknown as { told: Told }).told)),
    );
    return { shown: all.flatMap((t) => t.shown), tones: all.reduce((n, t) => n + t.tones, 0) };
  };
  const assign = async (text: string) => {
    const held = await workspace.owner.api.startConversation(workspace.id, text);
    await workspace.owner.api.assign(held.id, mira.id);
    return held;
  };

  await test.step("while a tab is looked at, a toast is enough", async () => {
    await assign("About a saddle");
    await expect(first.notice(/assigned #\d+ to you/)).toBeVisible();
    await first.page.waitForTimeout(600);
    expect(await sum()).toEqual({ shown: [], tones: 0 });
  });

  await test.step("out of sight: once, though two tabs are open", async () => {
    for (const page of pages) {
      await page.evaluate(() => {
        Object.assign(window, { hidden: true });
        window.dispatchEvent(new Event("blur"));
      });
    }
    const held = await assign("About a bell");
    await expect.poll(async () => (await sum()).shown).toHaveLength(2);
    const { shown, tones } = await sum();
    expect(shown.sort()).toEqual(
      [`Ada Byron assigned #${held.number} to you`, `Conversation #${held.number} begins`].sort(),
    );
    expect(tones).toBe(2);
    for (const page of pages) {
      await page.evaluate(() => {
        const { last, told } = window as unknown as { last?: { onclick: () => void }; told: Told };
        if (told.shown.length > 0) last?.onclick();
      });
    }
    await expect
      .poll(() => pages.filter((page) => page.url().includes(`/inbox/${held.number}`)).length)
      .toBeGreaterThan(0);
  });
});
