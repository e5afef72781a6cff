import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./people.ts";

type Status = "Live" | "Away" | "Offline";

/** The dashboard as somebody uses it: by what a screen reader calls things. */
export class Dashboard {
  constructor(readonly page: Page) {}

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async signIn(person: Pick<Person, "email" | "password">): Promise<void> {
    await this.page.getByRole("textbox", { name: "Email" }).fill(person.email);
    await this.page.getByRole("textbox", { name: "Password" }).fill(person.password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** The page is there and its socket is up: from now on news arrives by itself. */
  async isLive(): Promise<void> {
    await expect(this.navigation).toBeVisible();
    await expect(this.ownStatus).toBeVisible();
  }

  // --- frame ---------------------------------------------------------------

  get navigation(): Locator {
    return this.page.getByRole("navigation", { name: "Main" });
  }
  get ownStatus(): Locator {
    return this.page.getByRole("button", { name: /, status: / });
  }
  get alert(): Locator {
    return this.page.getByRole("alert");
  }
  bell(unread: number): Locator {
    const name = unread === 0 ? "Notifications" : `Notifications, ${unread} unread`;
    return this.page.getByRole("button", { name, exact: true });
  }
  /** A short notice at the corner. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole("region", { name: "Notices" }).getByText(text);
  }

  async setStatus(status: Status): Promise<void> {
    await this.ownStatus.click();
    await this.page.getByRole("menuitemradio", { name: status, exact: true }).click();
    await expect(this.page.getByRole("button", { name: `, status: ${status}` })).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.ownStatus.click();
    // The address changes before the fresh page that leaves nothing behind is there.
    const fresh = this.page.waitForEvent("load");
    await this.page.getByRole("menuitem", { name: "Log out" }).click();
    await fresh;
    await expect(this.page).toHaveURL(/\/sign-in/);
  }

  // --- team ----------------------------------------------------------------

  get team(): Locator {
    return this.page.getByRole("table", { name: "Team members" });
  }
  member(name: string): Locator {
    return this.team.getByRole("row").filter({ hasText: name });
  }
  get invitation(): Locator {
    return this.page.getByRole("dialog", { name: /^Invite to / });
  }

  async invite(email: string, role?: "Agent" | "Admin"): Promise<void> {
    if (!(await this.invitation.isVisible())) {
      await this.page.getByRole("button", { name: "Invite agent" }).click();
    }
    await this.invitation.getByRole("textbox", { name: "Email" }).fill(email);
    // The radio itself is hidden under its card, as with every styled radio.
    if (role) await this.invitation.getByRole("radio", { name: role }).check({ force: true });
    await this.invitation.getByRole("button", { name: "Invite", exact: true }).click();
  }

  async act(member: string, action: string): Promise<void> {
    await this.team.getByRole("button", { name: `Actions for ${member}` }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  // --- inbox ---------------------------------------------------------------

  get list(): Locator {
    return this.page.getByRole("list", { name: "Conversations" });
  }
  get messages(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }
  get reply(): Locator {
    return this.page.getByRole("textbox", { name: "Reply" });
  }
  tab(name: "Mine" | "Unassigned" | "All", count: number): Locator {
    return this.page.getByRole("tab", { name: `${name} ${count}`, exact: true });
  }
  assignee(name: string): Locator {
    return this.page.getByRole("button", { name: `Assignee: ${name}`, exact: true });
  }

  async send(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(this.reply).toHaveValue("");
  }

  async addNote(text: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Private note" }).click();
    await this.page.getByRole("textbox", { name: "Private note" }).fill(text);
    await this.page.getByRole("button", { name: "Add note" }).click();
    await this.page.getByRole("tab", { name: "Reply" }).click();
  }

  async assignTo(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Assignee: / }).click();
    await this.page.getByRole("option", { name }).click();
    await expect(this.assignee(name)).toBeVisible();
  }
}
