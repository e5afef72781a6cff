import { join, openWorkspace, PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("a name is changed for everybody who works with its owner", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const { page, ownStatus } = await dashboardOf(mira, "/settings/profile");
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  await expect(owner.member("Mira Novak")).toBeVisible();
  await page.getByRole("textbox", { name: "Full name" }).fill("Mira Berg");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await expect(ownStatus).toHaveAccessibleName(/^Mira Berg, status: /);
  await expect(owner.member("Mira Berg")).toBeVisible();
});

test("another device is signed out from here, at once", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(workspace.owner, "/settings/profile");
  const other = await dashboardOf(workspace.owner);
  await page.reload();
  const devices = page.getByRole("listitem").filter({ hasText: "Last seen" });
  // This browser, the other one, and the program that signed up.
  await expect(devices).toHaveCount(3);
  await expect(devices.filter({ hasText: "This device" })).toHaveCount(1);
  await page.getByRole("button", { name: /^Sign out Chrome on / }).click();
  await expect(devices).toHaveCount(2);
  await expect(other.page).toHaveURL(/\/sign-in/, { timeout: 5_000 });
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(0);
});

test("a password is changed by who knows the old one, which then opens nothing", async ({
  dashboardOf,
  stranger,
  server,
}) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const dashboard = await dashboardOf(owner, "/settings/profile");
  const { page } = dashboard;
  const current = page.getByRole("textbox", { name: "Current password" });
  const next = page.getByRole("textbox", { name: "New password" });
  const devices = page.getByRole("listitem").filter({ hasText: "Last seen" });
  const changed = { email: owner.email, password: "battery staple horse" };
  await expect(devices).toHaveCount(2);

  await current.fill("not the password");
  await next.fill(changed.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toHaveText("This is not your current password");
  await expect(current).toHaveAccessibleDescription(/This is not your current password/);
  await expect(next).toHaveValue(changed.password);

  await current.fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(dashboard.notice("Every other device was signed out.")).toBeVisible();
  await expect(devices).toHaveCount(1);
  await expect(owner.api.me()).rejects.toMatchObject({ status: 401 });

  const again = await stranger("/sign-in");
  await again.signIn(owner);
  await expect(again.alert).toHaveText("Incorrect email or password.");
  await again.signIn(changed);
  await again.isLive();
});
