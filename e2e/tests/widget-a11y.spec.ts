import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { settled } from "../support/settled.ts";
import { listen, openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { answerByEmail, openWidgetPage } from "../support/widget-page.ts";

const faults = async (page: Page) => {
  // What fades in is not yet what it will be.
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).include("pingback-widget").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
};

/** Runs before anything of the page: notes what begins to move inside the widget, however short. */
function watchMotion() {
  const moved: string[] = [];
  Object.assign(window, { moved });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    for (const name of ["animationstart", "transitionrun"])
      root.addEventListener(name, ({ target }) => moved.push((target as Element).outerHTML));
    return root;
  };
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every view is accessible, ${colorScheme}`, async ({ browser, server }) => {
    const shop = await openShop(server);
    await shop.owner.api.call("PATCH", `widget/${shop.widget.id}`, {
      body: {
        primary_color: "#888888",
        config: { pre_chat: { is_on: true, name: "optional", email: "optional" } },
      },
    });
    await shop.owner.api.setStatus("offline");
    await shop.agent.api.setStatus("offline");
    const context = await browser.newContext({ colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await answerByEmail(page, shop.widget.id);
    let letPanelCome = () => {};
    const isBusy = new Promise<void>((resolve) => {
      letPanelCome = resolve;
    });
    await page.route("**/assets/panel-*.js", (route) => isBusy.then(() => route.continue()));
    const visitor = await openWidgetPage(page, server, shop.widget.id, { before: watchMotion });
    await expect(visitor.launcher).toBeVisible();
    expect(await faults(page), "closed").toEqual([]);
    await visitor.launcher.click();
    await expect(visitor.launcher).toHaveAttribute("aria-busy", "true");
    letPanelCome();
    await expect(visitor.dialog).toBeVisible();
    expect(await faults(page), "home").toEqual([]);
    await visitor.dialog.getByRole("button", { name: "Start a conversation" }).click();
    expect(await faults(page), "before the chat").toEqual([]);
    await visitor.dialog.getByRole("button", { name: "Skip" }).click();
    await visitor.write("Do you ship to Norway?");
    await expect(visitor.log).toContainText("Sent");
    await expect(visitor.dialog.getByText("Nobody is here right now")).toBeVisible();
    // One that is under way for as long as it is looked at.
    await page.route("**/upload", () => {});
    await visitor.dialog
      .locator("input[type=file]")
      .setInputFiles({ name: "bowl.txt", mimeType: "text/plain", buffer: Buffer.from("cracked") });
    await expect(visitor.dialog.getByRole("progressbar", { name: "bowl.txt" })).toBeVisible();
    const ear = await listen(shop.agent, shop.workspace);
    await ear.ask("typing", { conversation_id: 1, is_typing: true });
    await expect(visitor.dialog.getByText("James Lee is typing")).toBeVisible();
    await visitor.dialog.getByRole("button", { name: "Add an emoji" }).click();
    await visitor.dialog.getByRole("button", { name: "👍" }).waitFor();
    expect(await faults(page), "thread").toEqual([]);
    await page.keyboard.press("Escape");
    await visitor.dialog.getByRole("button", { name: "Remove bowl.txt" }).click();
    await expect(visitor.box).toBeFocused();
    await visitor.dialog.getByRole("button", { name: "More" }).click();
    await visitor.dialog.getByRole("menuitem").first().waitFor();
    expect(await faults(page), "menu").toEqual([]);
    await page.keyboard.press("Escape");
    await shop.agent.api.reply(1, "We do.");
    await shop.agent.api.resolve(1);
    await visitor.dialog.getByRole("button", { name: "Good", exact: true }).click();
    await expect(visitor.dialog.getByText("Your rating: Good.")).toBeVisible();
    expect(await faults(page), "rating").toEqual([]);
    await visitor.dialog.getByRole("button", { name: "Close chat" }).click();
    await shop.agent.api.reply(1, "To Bergen as well.");
    await page.getByRole("button", { name: "Read the message" }).waitFor();
    expect(await faults(page), "preview").toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
    await context.close();
  });
}
