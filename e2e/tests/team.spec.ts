import { openDesk } from "../support/inbox.ts";
import { join, openWorkspace, signUp } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("the owner builds a team, and everyone sees it happen", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const james = await signUp(server, "James Lee");
  const mira = await join(server, workspace, "Mira Novak");
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  const colleague = await dashboardOf(mira, "/settings/team");

  await test.step("an address without an account", async () => {
    await owner.invite("nobody.at.all@example.com");
    await expect(owner.invitation.getByRole("alert").filter({ hasText: "User not found" })).toHaveText(
      "User not found: ask them to sign up first.",
    );
    await expect(owner.invitation.getByText(`${server.url}/sign-up`)).toBeVisible();
  });

  await test.step("somebody who is on the team already", async () => {
    await owner.invite(mira.email);
    await expect(owner.invitation.getByRole("alert").filter({ hasText: /already/i })).toBeVisible();
  });

  await test.step("James joins at once; the other browser shows it without a reload", async () => {
    await expect(colleague.member("Mira Novak")).toBeVisible();
    await owner.invite(james.email);
    await expect(owner.invitation).toBeHidden();
    for (const dashboard of [owner, colleague]) {
      const row = dashboard.member("James Lee");
      await expect(row).toContainText(james.email);
      await expect(row).toContainText("Agent");
      await expect(row).toContainText("Offline");
    }
    await expect(owner.page.getByText("2 of 5 agents")).toBeVisible();
  });

  await test.step("James becomes an admin, then an agent again", async () => {
    await owner.act("James Lee", "Make admin");
    for (const { member } of [owner, colleague].map((d) => ({ member: d.member("James Lee") }))) {
      await expect(member.getByRole("cell", { name: "Admin", exact: true })).toBeVisible();
    }
    await owner.act("James Lee", "Make agent");
    await expect(
      colleague.member("James Lee").getByRole("cell", { name: "Agent", exact: true }),
    ).toBeVisible();
  });

  await test.step("the owner's own row cannot be changed", async () => {
    const row = owner.member("Ada Byron");
    await expect(row).toContainText("Permanent");
    await expect(row.getByRole("button")).toHaveCount(0);
  });
});

test("an agent reads why the team is not theirs to change", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const mira = await join(server, workspace, "Mira Novak");
  const { page, team } = await dashboardOf(mira, "/settings/team");
  const invite = page.getByRole("button", { name: "Invite agent" });
  await expect(invite).toHaveAccessibleDescription("Only the owner invites, changes and removes members.");
  // Not by force: people press locked buttons too, and nothing may happen.
  await invite.dispatchEvent("click");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(team.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
});

test("an admin assigns and manages settings; what is the owner's alone is locked, with the reason", async ({
  dashboardOf,
  server,
}) => {
  const { workspace, james } = await openDesk(server);
  const mira = await join(server, workspace, "Mira Novak", "admin");
  await server.setPlan(workspace.id, "mini");
  const admin = await dashboardOf(mira, "/settings/team");
  const { page, team } = admin;
  const settings = page.getByRole("navigation", { name: "Settings" });

  await test.step("the table of the roles, row by row", async () => {
    const table = page.getByRole("table").filter({ hasText: "What each role can do" });
    for (const row of [
      "What each role can do Owner Admin Agent",
      "Handle conversations Yes Yes Yes",
      "Update own status Yes Yes Yes",
      "Assign conversations Yes Yes No",
      "Manage most settings: knowledge base, widget, labels Yes Yes No",
      "Invite and remove team members, change roles Yes No No",
      "Manage channels Yes No No",
      "Manage billing Yes No No",
    ]) {
      await expect(table.getByRole("row", { name: row, exact: true })).toBeVisible();
    }
  });

  await test.step("no invitation, no removal, no role", async () => {
    const invite = page.getByRole("button", { name: "Invite agent" });
    await expect(invite).toHaveAccessibleDescription("Only the owner invites, changes and removes members.");
    await invite.dispatchEvent("click");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(admin.member("James Lee")).toBeVisible();
    await expect(team.getByRole("button")).toHaveCount(0);
  });

  await test.step("no other plan", async () => {
    await settings.getByRole("link", { name: "Plan & usage" }).click();
    await expect(page.getByText("Only the owner can change the plan.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Upgrade/ })).toHaveCount(0);
  });

  await test.step("most settings", async () => {
    await settings.getByRole("link", { name: "Labels" }).click();
    await expect(page.getByRole("button", { name: "New label" })).toBeVisible();
    await settings.getByRole("link", { name: "General" }).click();
    await expect(page.getByRole("textbox", { name: "Workspace name" })).toBeEditable();
    await settings.getByRole("link", { name: "Widget" }).click();
    await expect(page.getByRole("textbox", { name: "Heading" })).toBeEditable();
  });

  await test.step("assigns, and says how they are", async () => {
    await admin.navigation.getByRole("link", { name: "All open" }).click();
    await admin.list.getByRole("link").click();
    await admin.assignTo("James Lee");
    expect((await james.api.notifications()).map(({ type }) => type)).toContain("conversation_assigned");
    await admin.setStatus("Live");
  });
});

test("the Free plan has no seats, and says so before anyone tries", { tag: "@page" }, async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Lone Star", { plan: "free" });
  const { page } = await dashboardOf(workspace.owner, "/settings/team");
  const invite = page.getByRole("button", { name: "Invite agent" });
  await expect(invite).toHaveAccessibleDescription("The Free plan has no agent seats");
  await invite.dispatchEvent("click");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("when the last seat is taken, the invitation says so and a suspended member frees it", async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { plan: "mini" });
  await join(server, workspace, "Mira Novak");
  await join(server, workspace, "Paul Olsen");
  const third = await signUp(server, "Third Wheel");
  const owner = await dashboardOf(workspace.owner, "/settings/team");

  await owner.invite(third.email);
  await expect(owner.invitation.getByRole("alert")).toContainText("Current plan allows 2 agents");
  await expect(owner.invitation.getByRole("link", { name: "See plans" })).toBeVisible();
  await owner.invitation.getByRole("button", { name: "Cancel" }).click();

  await owner.act("Mira Novak", "Suspend");
  await expect(owner.member("Mira Novak")).toContainText("Suspended");
  await owner.invite(third.email, "Admin");
  await expect(owner.member("Third Wheel").getByRole("cell", { name: "Admin", exact: true })).toBeVisible();

  await owner.member("Mira Novak").getByRole("button", { name: "Restore" }).click();
  await expect(owner.alert.filter({ hasText: "Current plan allows 2 agents" })).toBeVisible();
  await expect(owner.member("Mira Novak")).toContainText("Suspended");
});

test("suspension takes the page away within seconds; restoring gives it back", async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Lee");
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  const agent = await dashboardOf(james, "/inbox");

  await owner.act("James Lee", "Suspend");

  // His only workspace: what is left to him is the page of somebody without one.
  await expect(agent.page.getByRole("heading", { name: "Create your workspace" })).toBeVisible({
    timeout: 5_000,
  });
  await expect(agent.notice("You no longer have access to Kestrel Bikes.")).toBeVisible();
  await expect(owner.member("James Lee")).toContainText("Suspended");

  await owner.member("James Lee").getByRole("button", { name: "Restore" }).click();
  await expect(owner.member("James Lee")).toContainText("Active");
  // The page of somebody without a workspace opens it by itself.
  await agent.isLive();
  await expect(agent.page).toHaveURL(/\/inbox/);

  // One press suspends, so one press takes it back.
  await owner.act("James Lee", "Suspend");
  await expect(owner.member("James Lee")).toContainText("Suspended");
  await owner.page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Undo" }).click();
  await expect(owner.member("James Lee")).toContainText("Active");
});

test("removal asks first, tells what it costs, and is final at once", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Lee");
  const held = await workspace.owner.api.startConversation(workspace.id, "Hello from the shop");
  await workspace.owner.api.assign(held.id, james.id);
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  const agent = await dashboardOf(james, "/inbox");

  await owner.act("James Lee", "Remove from workspace");
  const question = owner.page.getByRole("alertdialog", { name: "Remove James Lee from the workspace?" });
  await expect(question).toContainText("The conversation James holds becomes unassigned.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(owner.member("James Lee")).toBeVisible();

  await owner.act("James Lee", "Remove from workspace");
  await question.getByRole("button", { name: "Remove James" }).click();
  await expect(owner.member("James Lee")).toHaveCount(0);
  await expect(agent.page.getByRole("heading", { name: "Create your workspace" })).toBeVisible({
    timeout: 5_000,
  });
  expect((await workspace.owner.api.conversation(held.id)).assignee_id).toBeNull();

  await owner.open(`/inbox/${held.number}`);
  await expect(owner.assignee("nobody")).toBeVisible();
});

test("live, away and offline are seen by the others at once", async ({ dashboardOf, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Lee");
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  const agent = await dashboardOf(james, "/inbox");

  await expect(owner.member("James Lee").getByRole("cell", { name: /^Offline/ })).toBeVisible();
  for (const status of ["Live", "Away", "Offline"] as const) {
    await agent.setStatus(status);
    await expect(agent.page.getByRole("button", { name: `James Lee, status: ${status}` })).toBeVisible();
    await expect(
      owner.member("James Lee").getByRole("cell", { name: new RegExp(`^${status}`) }),
    ).toBeVisible();
  }
  // Said to be offline, with the dashboard open: two things, of which neither denies the other.
  await expect(owner.member("James Lee").getByRole("cell", { name: "Offline Seen just now" })).toBeVisible();
});

test("a closed laptop does not change the declared status, and is shown beside it", async ({
  dashboardOf,
  server,
}) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await join(server, workspace, "James Lee");
  const owner = await dashboardOf(workspace.owner, "/settings/team");
  const agent = await dashboardOf(james, "/inbox");
  await agent.setStatus("Live");
  const cell = owner.member("James Lee").getByRole("cell", { name: /^Live/ });
  await expect(cell).toContainText("Now");
  await agent.page.close();
  // A reload is no absence: the server waits a few seconds before it says so.
  await expect(cell).toContainText("Not connected", { timeout: 15_000 });
  await expect(cell).toContainText("Live");
});

test("somebody who waits without a workspace is taken in when invited", async ({ stranger, server }) => {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const james = await signUp(server, "James Lee");
  const agent = await stranger("/sign-in");
  await agent.signIn(james);
  await expect(agent.page.getByText(`Tell the owner your email, ${james.email}`)).toBeVisible();
  await workspace.owner.api.invite(james.email, "agent");
  await agent.isLive();
  await expect(agent.notice("You were added to Kestrel Bikes")).toBeVisible();
});
