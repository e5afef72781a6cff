import { AxeBuilder } from "@axe-core/playwright";
import { tabTo } from "../support/keyboard.ts";
import { join, openWorkspace } from "../support/people.ts";
import { settled } from "../support/settled.ts";
import { sideways } from "../support/sideways.ts";
import { expect, test } from "../support/test.ts";
import { openStage, SCENES, setScene } from "../support/tour.ts";

// Each walks through every page; side by side they take half the time.
test.describe.configure({ mode: "parallel" });

const COLOURS = ["color-contrast"];
interface Device {
  device: string;
  viewport: { width: number; height: number };
  looks: { colorScheme: "light" | "dark"; rules: { only?: string[]; without?: string[] } }[];
}

const DEVICES: Device[] = [
  {
    device: "on a desk",
    viewport: { width: 1360, height: 850 },
    // The dark page is the same page in other colours.
    looks: [
      { colorScheme: "light", rules: {} },
      { colorScheme: "dark", rules: { only: COLOURS } },
    ],
  },
  {
    device: "on a phone",
    // As narrow as phones get, or a page at 400 %.
    viewport: { width: 320, height: 640 },
    // And in the same colours.
    looks: [{ colorScheme: "light", rules: { without: COLOURS } }],
  },
];

for (const { device, viewport, looks } of DEVICES) {
  test(`nothing is in anybody's way, ${device}`, async ({ browser, server, site }) => {
    test.setTimeout(240_000);
    const people = await setScene(server);
    const stage = await openStage(browser, server, site, people, { viewport });
    for (const { name, show } of SCENES) {
      await test.step(name, async () => {
        const page = await show(stage);
        for (const { colorScheme, rules } of looks) {
          await page.emulateMedia({ colorScheme });
          // Half faded in, no colour is what it is to be.
          await settled(page);
          // Pages without frames need none of the extra page that axe opens to put frames together.
          const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
          if (rules.only) axe.withRules(rules.only);
          if (rules.without) axe.disableRules(rules.without);
          // On the visitor's page only the widget is ours.
          if (page === stage.visitor.page) axe.include("pingback-widget");
          const { violations } = await axe.analyze();
          expect.soft(violations.map(told), `${name}, ${device}, ${colorScheme}`).toEqual([]);
        }
        expect.soft(await sideways(page), `${name}, ${device}`).toEqual([]);
      });
    }
    await stage.close();
  });
}

test("from sign-in to a resolved conversation without a mouse", async ({ stranger, visitorAt, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const james = await join(server, workspace, "James Lee");
  const widget = await workspace.owner.api.createWidget("localhost");

  const visitor = await visitorAt(widget.id);
  await test.step("the visitor writes", async () => {
    const { page } = visitor;
    await tabTo(page, visitor.launcher);
    await page.keyboard.press("Enter");
    await expect(visitor.dialog).toBeFocused();
    await tabTo(page, visitor.dialog.getByRole("button", { name: "Start a conversation" }));
    await page.keyboard.press("Enter");
    await expect(visitor.box).toBeFocused();
    await page.keyboard.type("Is anybody there?");
    await page.keyboard.press("Enter");
    await expect(visitor.log).toContainText("Is anybody there?");
  });

  const dashboard = await stranger("/sign-in");
  const { page } = dashboard;
  await test.step("sign in", async () => {
    await tabTo(page, page.getByRole("textbox", { name: "Email" }));
    await page.keyboard.type(james.email);
    await tabTo(page, page.getByRole("textbox", { name: "Password" }));
    await page.keyboard.type(james.password);
    await page.keyboard.press("Enter");
    await dashboard.isLive();
  });

  await test.step("go live", async () => {
    await tabTo(page, dashboard.ownStatus);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitemradio", { name: "Offline" })).toBeFocused();
    await page.keyboard.press("Home");
    await expect(page.getByRole("menuitemradio", { name: "Live" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "James Lee, status: Live" })).toBeFocused();
  });

  await test.step("open the conversation", async () => {
    await tabTo(page, dashboard.list.getByRole("link"));
    await page.keyboard.press("Enter");
    await expect(dashboard.messages).toContainText("Is anybody there?");
  });

  await test.step("answer", async () => {
    await tabTo(page, dashboard.reply);
    await page.keyboard.type("Yes, what is it?");
    await page.keyboard.press("Control+Enter");
    await expect(dashboard.messages).toContainText("Yes, what is it?");
    await expect(dashboard.reply).toBeFocused();
    await expect(visitor.log).toContainText("Yes, what is it?");
  });

  await test.step("resolve", async () => {
    await tabTo(page, page.getByRole("button", { name: "Resolve" }), "Shift+Tab");
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
    // The focus is still somewhere: not lost with the button that was pressed.
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  });

  await test.step("the visitor closes the chat", async () => {
    await visitor.page.keyboard.press("Escape");
    await expect(visitor.dialog).toHaveCount(0);
    await expect(visitor.launcher).toBeFocused();
  });
});

test("a dialog keeps the focus and gives it back", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const { page, invitation } = await dashboardOf(workspace.owner, "/settings/team");
  const opener = page.getByRole("button", { name: "Invite agent" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  await expect(invitation.getByRole("textbox", { name: "Email" })).toBeFocused();
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    expect(await invitation.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(invitation).toBeHidden();
  await expect(opener).toBeFocused();
});

/** A violation in one line: rule, and where. */
function told({ id, nodes }: { id: string; nodes: { target: unknown; failureSummary?: string }[] }): string {
  const where = nodes.slice(0, 3).map(({ target, failureSummary }) => {
    return `${JSON.stringify(target)}: ${failureSummary?.replaceAll(/\s+/g, " ")}`;
  });
  return `${id} (${nodes.length}): ${where.join(" | ")}`;
}
