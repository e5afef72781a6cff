import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { Dashboard } from "./dashboard.ts";
import type { Person } from "./people.ts";
import { join, openWorkspace, PASSWORD, signUp } from "./people.ts";
import type { Server } from "./server.ts";
import { ORIGIN } from "./shop.ts";
import type { Site } from "./site.ts";
import { Visitor } from "./visitor.ts";

/** The browsers of one tour. */
export interface Stage {
  /** Nobody is signed in. */
  stranger: Dashboard;
  /** An account without a workspace. */
  newcomer: Dashboard;
  /** A workspace in which nothing has happened. */
  fresh: Dashboard;
  /** A workspace at work. */
  owner: Dashboard;
  visitor: Visitor;
}

/** One thing to look at. */
export interface Scene {
  name: string;
  /** Leaves the thing on the screen and gives its page. */
  show: (stage: Stage) => Promise<Page>;
}

const at = (
  who: keyof Omit<Stage, "visitor">,
  path: string,
  then?: (dashboard: Dashboard) => Promise<unknown>,
) => {
  return async (stage: Stage) => {
    const dashboard = stage[who];
    await dashboard.open(path);
    await then?.(dashboard);
    return dashboard.page;
  };
};
const button = (name: string | RegExp) => (dashboard: Dashboard) =>
  dashboard.page.getByRole("button", { name }).first().click();
const heading = (name: string | RegExp) => (dashboard: Dashboard) =>
  dashboard.page.getByRole("heading", { name }).first().waitFor();

const page = (path: string, title: string | RegExp) =>
  at("owner", path, (dashboard) => dashboard.page.getByRole("heading", { name: title, level: 1 }).waitFor());
/** The conversation with Marta, and a key pressed there that opens a dialog of that name. */
const opened = (key: string, name: string) =>
  at("owner", "/inbox/1", async ({ page, messages }) => {
    await messages.getByText("Blue it is.").waitFor();
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name }).waitFor();
  });

/** Every page and what opens on it. */
export const SCENES: readonly Scene[] = [
  { name: "sign-up", show: at("stranger", "/sign-up", heading("Create your account")) },
  {
    name: "sign-up-errors",
    show: at("stranger", "/sign-up", async (dashboard) => {
      await button("Create account")(dashboard);
      await dashboard.page.getByText("Enter your name.").waitFor();
    }),
  },
  { name: "sign-in", show: at("stranger", "/sign-in", heading("Sign in")) },
  { name: "forgot-password", show: at("stranger", "/forgot-password", heading("Set a new password")) },
  { name: "workspace", show: at("newcomer", "/workspace/new", heading("Create your workspace")) },
  {
    name: "inbox-empty",
    show: at("fresh", "/inbox", ({ page }) => page.getByText("No open conversations.").waitFor()),
  },
  { name: "team-alone", show: at("fresh", "/settings/team", ({ team }) => team.waitFor()) },
  { name: "widget-create", show: at("fresh", "/settings/widget", heading("Put the widget on your site")) },
  {
    name: "usage-free",
    show: at("fresh", "/settings/usage", ({ page }) =>
      page
        .getByText(/^Messages this month/)
        .first()
        .waitFor(),
    ),
  },
  { name: "inbox", show: at("owner", "/inbox", ({ list }) => list.waitFor()) },
  {
    name: "conversation",
    show: at("owner", "/inbox/1", ({ messages }) => messages.getByText("Blue it is.").waitFor()),
  },
  {
    name: "conversation-note",
    show: at("owner", "/inbox/1", async ({ page }) => {
      await page.getByRole("tab", { name: "Private note" }).click();
      await page.getByRole("textbox", { name: "Private note" }).fill("Wants it by Friday");
    }),
  },
  {
    name: "conversation-assignee",
    show: at("owner", "/inbox/2", async ({ page }) => {
      await page.getByRole("button", { name: /^Assignee: / }).click();
      await page.getByRole("listbox").waitFor();
    }),
  },
  {
    name: "status-menu",
    show: at("owner", "/inbox", async ({ ownStatus, page }) => {
      await ownStatus.click();
      await page.getByRole("menuitemradio", { name: "Away" }).waitFor();
    }),
  },
  {
    name: "notifications",
    show: at("owner", "/inbox", async (dashboard) => {
      await button(/^Notifications/)(dashboard);
      await dashboard.page.getByRole("dialog", { name: "Notifications" }).waitFor();
    }),
  },
  { name: "settings", show: at("owner", "/settings", heading("Settings")) },
  { name: "team", show: at("owner", "/settings/team", ({ team }) => team.getByText("James Lee").waitFor()) },
  {
    name: "team-actions",
    show: at("owner", "/settings/team", async (dashboard) => {
      await button("Actions for James Lee")(dashboard);
      await dashboard.page.getByRole("menuitem", { name: "Suspend" }).waitFor();
    }),
  },
  {
    name: "team-invite",
    show: at("owner", "/settings/team", async (dashboard) => {
      await button("Invite agent")(dashboard);
      await dashboard.invitation.waitFor();
    }),
  },
  {
    name: "team-invite-error",
    show: at("owner", "/settings/team", async (dashboard) => {
      await dashboard.invite("nobody.at.all@example.com");
      await dashboard.invitation.getByText("User not found").waitFor();
    }),
  },
  {
    name: "team-remove",
    show: at("owner", "/settings/team", async (dashboard) => {
      await dashboard.act("James Lee", "Remove from workspace");
      await dashboard.page.getByRole("alertdialog").waitFor();
    }),
  },
  {
    name: "widget-settings",
    show: at("owner", "/settings/widget", ({ page }) =>
      page.getByRole("textbox", { name: "Heading" }).waitFor(),
    ),
  },
  {
    name: "widget-install",
    show: at("owner", "/settings/widget#install", async ({ page }) => {
      await page.getByRole("tab", { name: "React" }).click();
      await page.getByRole("region", { name: "Snippet" }).waitFor();
    }),
  },
  {
    name: "widget-identity",
    show: at("owner", "/settings/widget#identity", async (dashboard) => {
      await button("Make a new secret")(dashboard);
      await dashboard.page
        .getByRole("alertdialog")
        .getByRole("button", { name: "Make a new secret" })
        .click();
      await dashboard.page.getByRole("button", { name: "Copy secret" }).waitFor();
    }),
  },
  {
    name: "blocked",
    show: at("owner", "/settings/widget#blocked", ({ page }) =>
      page.getByRole("list", { name: "Blocked" }).waitFor(),
    ),
  },
  {
    name: "block-address",
    show: at("owner", "/settings/widget#blocked", async (dashboard) => {
      await button("Block an address")(dashboard);
      await dashboard.page.getByRole("dialog").waitFor();
    }),
  },
  {
    name: "usage",
    show: at("owner", "/settings/usage", ({ page }) =>
      page
        .getByText(/^Messages this month/)
        .first()
        .waitFor(),
    ),
  },
  // Between two of these another page: only then is it loaded anew.
  {
    name: "widget-new",
    show: at("owner", "/settings/widget", async (dashboard) => {
      await button("New widget")(dashboard);
      await dashboard.page.getByRole("dialog").waitFor();
    }),
  },
  {
    name: "profile",
    show: at("owner", "/settings/profile", ({ page }) =>
      page.getByText("This device", { exact: true }).waitFor(),
    ),
  },
  {
    name: "widget-refused",
    show: at("owner", "/settings/widget", async ({ page }) => {
      await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#6B7C8A");
      await page.getByRole("textbox", { name: "Logo" }).fill("ftp://kestrel.example");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("must be an http or https address").waitFor();
    }),
  },
  { name: "labels", show: page("/settings/labels", "Labels") },
  { name: "canned-replies", show: page("/settings/canned-replies", "Canned replies") },
  { name: "notification-settings", show: page("/settings/notifications", "Notifications") },
  { name: "keyboard", show: page("/settings/keyboard", "Keyboard") },
  { name: "appearance", show: page("/settings/appearance", "Appearance") },
  { name: "workspace-settings", show: page("/settings/workspace", "General") },
  { name: "first-steps", show: page("/setup", /^Set up/) },
  { name: "palette", show: opened("Control+k", "Search and commands") },
  { name: "keys", show: opened("?", "Keys") },
  {
    name: "search",
    show: at("owner", "/inbox", async ({ page, list }) => {
      await list.waitFor();
      await page.keyboard.press("/");
      await page.getByRole("combobox", { name: "Search conversations and customers" }).fill("osp");
      await page.getByRole("option").first().waitFor();
    }),
  },
  {
    name: "inbox-selected",
    show: at("owner", "/inbox", async ({ page, list }) => {
      await list.getByRole("checkbox").first().click({ force: true });
      await page.getByRole("region", { name: "Change the selected conversations" }).waitFor();
    }),
  },
  { name: "not-found", show: at("owner", "/no-such-page", heading("There is nothing here")) },
  { name: "widget-closed", show: ({ visitor }) => visiting(visitor, async () => {}) },
  { name: "widget-home", show: ({ visitor }) => visiting(visitor, () => visitor.openChat()) },
  {
    name: "widget-chat",
    show: ({ visitor }) =>
      visiting(visitor, async () => {
        await visitor.openChat();
        const start = visitor.dialog.getByRole("button", { name: "Start a conversation" });
        const resume = visitor.dialog.getByRole("button", { name: /^Continue the conversation/ });
        await start.or(resume).click();
        if (!(await visitor.log.getByText("Do you ship to Norway?").isVisible())) {
          await visitor.write("Do you ship to Norway?");
        }
        await visitor.log.getByText("Do you ship to Norway?").waitFor();
      }),
  },
];

async function visiting(visitor: Visitor, then: () => Promise<void>): Promise<Page> {
  await visitor.page.reload();
  await visitor.launcher.waitFor();
  await then();
  return visitor.page;
}

/** The people of the tour, with something to look at. */
export async function setScene(server: Server) {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const [james, mira] = [
    await join(server, workspace, "James Lee"),
    await join(server, workspace, "Mira Novak", "admin"),
  ];
  const { owner } = workspace;
  await owner.api.setStatus("live");
  await mira.api.setStatus("away");
  const paul = await join(server, workspace, "Paul Olsen");
  await owner.api.changeMember(paul.memberId, { is_active: false });

  const widget = await owner.api.createWidget("localhost");
  const write = async (name: string, email: string, ...texts: string[]) => {
    const session = await owner.api.as("").visit(widget.id, ORIGIN, { name, email });
    for (const text of texts) await owner.api.as(session.token).visitorWrites(widget.id, ORIGIN, text);
  };
  await write("Marta Silva", "marta@example.com", "Do you have the Osprey in blue?", "Size M.");
  await owner.api.reply(1, "Two are left. Shall I keep one for you?");
  await james.api.reply(1, "She bought a helmet last week.", { is_private: true });
  await owner.api.reply(1, "Blue it is.");
  await write(
    "Tom Becker",
    "tom@example.com",
    "My order has not arrived, and the tracking page shows nothing since Monday.",
  );
  await write("Yuki Tanaka", "yuki@example.com", "Can I change the address?");
  await mira.api.assign(2, owner.id);
  await owner.api.assign(3, james.id);
  const label = await owner.api.call<{ id: string }>("POST", "labels", {
    body: { name: "Shipping", color: "blue" },
  });
  await owner.api.call("PATCH", "conversations/2", { body: { label_ids: [label.id], priority: "urgent" } });
  await owner.api.call("POST", "canned-replies", {
    body: { shortcut: "stock", content: "Hello {{customer.first_name}}, it is in stock.", is_shared: true },
  });
  await owner.api.call("POST", "views", {
    body: { name: "Urgent", is_shared: true, filter: { status: "open", priority: "urgent" } },
  });

  await james.api.call("POST", "blocks", {
    body: { kind: "address", address: "192.0.2.7", note: "Spam since Monday" },
  });

  const fresh = (await openWorkspace(server, "Lone Star", { owner: "Lou Solo", plan: "free" })).owner;
  return { owner, fresh, newcomer: await signUp(server, "Nora Newcomer"), widget };
}

/** Opens the browsers of one tour. */
export async function openStage(
  browser: Browser,
  server: Server,
  site: Site,
  people: Awaited<ReturnType<typeof setScene>>,
  options: BrowserContextOptions = {},
): Promise<Stage & { close: () => Promise<void> }> {
  const open = async (person?: Person) => {
    const context = await browser.newContext({ ...options, baseURL: server.url });
    if (person) {
      await context.request.post("/api/v1/auth/login", {
        data: { email: person.email, password: PASSWORD },
        headers: { "X-PingBack-Client": "dashboard" },
      });
    }
    return new Dashboard(await context.newPage());
  };
  const visitor = new Visitor(await (await browser.newContext(options)).newPage());
  await visitor.page.goto(site.address(people.widget.id, server.url));
  const stage: Stage = {
    stranger: await open(),
    newcomer: await open(people.newcomer),
    fresh: await open(people.fresh),
    owner: await open(people.owner),
    visitor,
  };
  const close = async () => {
    for (const { page } of Object.values(stage)) await page.context().close();
  };
  return { ...stage, close };
}
