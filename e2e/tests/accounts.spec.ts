import { emailFor, openWorkspace, PASSWORD, signUp } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("a newcomer signs up, opens a workspace, leaves and comes back", async ({ stranger }) => {
  const dashboard = await stranger("/sign-up");
  const { page } = dashboard;
  const email = emailFor("Nora Newcomer");

  await test.step("sign up", async () => {
    await page.getByRole("textbox", { name: "Full name" }).fill("Nora Newcomer");
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Create your workspace" })).toBeVisible();
  });

  await test.step("open a workspace", async () => {
    await page.getByRole("textbox", { name: "Workspace name" }).fill("Kestrel Bikes");
    await page.getByRole("button", { name: "Create workspace" }).click();
    await expect(page).toHaveURL(/\/inbox$/);
    await expect(page.getByRole("heading", { name: "No conversations yet" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Nora Newcomer, status: Offline" })).toBeVisible();
  });

  await test.step("sign out", async () => {
    await dashboard.signOut();
    await page.goto("/inbox");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByText("Welcome back.")).toBeVisible();
  });

  await test.step("a wrong password is refused in one sentence, the same as an unknown address", async () => {
    await dashboard.signIn({ email, password: "wrong horse battery" });
    await expect(dashboard.alert).toHaveText("Incorrect email or password.");
    await dashboard.signIn({ email: emailFor("nobody"), password: PASSWORD });
    await expect(dashboard.alert).toHaveText("Incorrect email or password.");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step("sign in, and be offered to go live", async () => {
    await dashboard.signIn({ email: email.toUpperCase(), password: PASSWORD });
    await dashboard.isLive();
    await expect(page).toHaveURL(/\/inbox$/);
    await page.getByRole("button", { name: "Go live" }).click();
    await expect(page.getByRole("button", { name: "Nora Newcomer, status: Live" })).toBeVisible();
  });

  await test.step("whoever is signed in has no business at the sign-in page", async () => {
    await page.goto("/sign-in");
    await expect(page).toHaveURL(/\/inbox$/);
  });

  await test.step("an address that no page has stands in the frame, with a way back", async () => {
    await page.goto("/settings/general2");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Settings" })).toBeVisible();
    await dashboard.isLive();
    await page.getByRole("link", { name: "Go to the inbox" }).click();
    await expect(page).toHaveURL(/\/inbox$/);
  });
});

test("no script can read the session", async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(owner);
  const readable = await page.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
  );
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.httpOnly);
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(readable).not.toContain(session?.value);
  expect(readable).not.toContain("eyJ");
});

test("a sign-up that cannot be says what, at the field", async ({ stranger, server }) => {
  const taken = await signUp(server, "Tara Taken");
  const { page } = await stranger("/sign-up");
  const submit = page.getByRole("button", { name: "Create account" });

  await submit.click();
  await expect(page.getByText("Enter your name.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Full name" })).toBeFocused();

  await page.getByRole("textbox", { name: "Full name" }).fill("Tara Taken");
  await page.getByRole("textbox", { name: "Email" }).fill(taken.email);
  const password = page.getByRole("textbox", { name: "Password" });
  await password.fill("short");
  await submit.click();
  await expect(page.getByText("Use 8 characters or more.")).toBeVisible();
  await expect(password).toBeFocused();

  await password.fill(PASSWORD);
  await submit.click();
  const email = page.getByRole("textbox", { name: "Email" });
  await expect(email).toHaveAccessibleDescription(/already registered/i);
  await expect(page).toHaveURL(/\/sign-up/);
});

test("a forgotten password is replaced by a link that works once", async ({
  stranger,
  server,
  dashboardOf,
}) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes", { owner: "Fay Forgetful" });
  const elsewhere = await dashboardOf(owner);
  const dashboard = await stranger("/sign-in");
  const { page } = dashboard;

  await test.step("the page says the same for every address", async () => {
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    for (const email of [emailFor("nobody"), owner.email]) {
      await page.goto("/forgot-password");
      await page.getByRole("textbox", { name: "Email" }).fill(email);
      await page.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
      await expect(page.getByText(`If ${email} has an account here`)).toBeVisible();
    }
    await page.getByRole("link", { name: "Back to sign in" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });

  // This server sends no mail, so the operator prints the link.
  const link = linkIn(await server.command("user", "reset-password", owner.email));
  const password = "a brand new secret";

  await test.step("the link sets a new password and signs every device out", async () => {
    await page.goto(link);
    await page.getByRole("textbox", { name: "New password" }).fill(password);
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();
    await expect(elsewhere.page).toHaveURL(/\/sign-in/);
  });

  await test.step("it does not work twice", async () => {
    await page.goto(link);
    await page.getByRole("textbox", { name: "New password" }).fill("another new secret");
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByText("This link is used up or too old.")).toBeVisible();
  });

  await test.step("only the new password signs in", async () => {
    await page.goto("/sign-in");
    await dashboard.signIn(owner);
    await expect(dashboard.alert).toHaveText("Incorrect email or password.");
    await dashboard.signIn({ email: owner.email, password });
    await dashboard.isLive();
  });
});

test("an expired session leads to the sign-in page, and from there back", async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const dashboard = await dashboardOf(owner, "/settings/team");
  await dashboard.page.context().clearCookies();
  await dashboard.page.reload();
  await expect(dashboard.page).toHaveURL(/\/sign-in\?next=/);
  await dashboard.signIn(owner);
  await expect(dashboard.page).toHaveURL(/\/settings\/team$/);
  await expect(dashboard.team).toBeVisible();
});

test("a device that is signed out from another one notices at once", async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const lost = await dashboardOf(owner, "/settings/widget#install");
  const ended = (await owner.api.sessions()).filter((session) => !session.current);
  expect(ended.length).toBeGreaterThan(0);
  for (const { id } of ended) await owner.api.endSession(id);
  await expect(lost.page).toHaveURL(/\/sign-in/, { timeout: 5_000 });
  await expect(
    lost.page.getByText("Your session ended. Sign in again to go on where you were."),
  ).toBeVisible();
  await lost.signIn(owner);
  await expect(lost.page).toHaveURL(/\/settings\/widget#install$/);
  await lost.isLive();
});

test("a foreign page cannot write with the cookie", async ({ dashboardOf, server }) => {
  const { owner } = await openWorkspace(server, "Kestrel Bikes");
  const { page } = await dashboardOf(owner);
  const answer = await page.context().request.patch("/api/v1/team/status", {
    data: { status: "live" },
    headers: { Origin: "https://evil.example" },
  });
  expect(answer.status()).toBe(403);
});

function linkIn(text: string): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}
