import { join, openWorkspace } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("the first steps tick themselves, and go when all are done", async ({
  dashboardOf,
  server,
  site,
  visitorAt,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(workspace.owner, "/inbox");
  await page.getByRole("link", { name: "Set up, 1 of 5 done" }).click();
  await expect(page.getByRole("heading", { name: "Set up Kestrel Bikes" })).toBeVisible();

  const domain = new URL(site.address("", server.url)).hostname;
  await page.getByRole("textbox", { name: "Domain" }).fill(domain);
  await page.getByRole("button", { name: "Create widget" }).click();
  await expect(page.getByText(`Waiting for the first visit to ${domain}`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Snippet" })).toContainText("PingBackWidgetId");

  const [widget] = await workspace.owner.api.call<{ id: string }[]>("GET", "widget");
  await join(server, workspace, "James Lee");
  await expect(page.getByText("You are not alone")).toBeVisible();

  const visitor = await visitorAt(widget?.id ?? "");
  await visitor.openChat();
  await visitor.start();
  await visitor.write("Hello there");
  await expect(page.getByText("The first message is there")).toBeVisible();

  const [conversation] = await workspace.owner.api.conversations();
  await workspace.owner.api.reply(conversation?.id ?? "", "Hello");
  await expect(page.getByText("The first answer is sent")).toBeVisible();

  await expect(page.getByText("Seen on your site")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "5 of 5" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Everything is set up" })).toBeVisible();
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await expect(page.getByRole("link", { name: /^Set up/ })).toHaveCount(0);
});

test("whoever needs no first steps hides them", { tag: "@page" }, async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const dashboard = await dashboardOf(owner, "/setup");
  const { page } = dashboard;
  await page.getByRole("button", { name: "Hide the set-up" }).click();
  await expect(dashboard.notice("Everything in it is also in Settings.")).toBeVisible();
  await expect(page).toHaveURL(/\/inbox/);
  await expect(page.getByRole("link", { name: /^Set up/ })).toHaveCount(0);
});

test("newer pages are offered after a restart, and typed text stays", { tag: "@page" }, async ({
  dashboardOf,
  installation,
}) => {
  const { serve } = await installation();
  const server = await serve();
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const held = await workspace.owner.api.startConversation(workspace.id, "About a saddle");
  const dashboard = await dashboardOf(workspace.owner, `/inbox/${held.number}`, server);
  const { page } = dashboard;
  await dashboard.reply.fill("Not sent yet");

  // The server that comes back has other pages.
  const older = await page.content();
  await page.route(
    (url) => url.pathname === "/",
    (route) =>
      route.fulfill({
        contentType: "text/html",
        body: older.replace(/\/assets\/index-/, "/assets/index-new-"),
      }),
  );
  await server.stop();
  await server.launch();
  const banner = page.getByRole("status").filter({ hasText: "PingBack was updated" });
  await expect(banner).toBeVisible({ timeout: 20_000 });
  await expect(dashboard.reply).toHaveValue("Not sent yet");
  await banner.getByRole("button", { name: "Reload" }).click();
  await expect(dashboard.reply).toHaveValue("Not sent yet");
});
