import type { Api } from "./api.ts";
import { Ear, type Transport } from "./ear.ts";
import { type Colleague, join, openWorkspace, type Person, type Workspace } from "./people.ts";
import type { Server } from "./server.ts";
import type { VisitorSession, Widget } from "./wire.ts";

/** Where visitors' programs say they come from; the widget's domain is localhost. */
export const ORIGIN = "http://localhost:4321";

/** A workspace at work: an owner, an agent, a widget. Spoken to by programs, no browser. */
export interface Shop {
  workspace: Workspace;
  owner: Person;
  agent: Colleague;
  widget: Widget;
}

/** A visitor's program. */
export interface Guest extends VisitorSession {
  api: Api;
  writes: (content: string) => Promise<{ id: string; conversation_id: string }>;
}

export async function openShop(server: Server): Promise<Shop> {
  const workspace = await openWorkspace(server, "Kestrel Bikes");
  const agent = await join(server, workspace, "James Lee");
  const widget = await workspace.owner.api.createWidget("localhost");
  return { workspace, owner: workspace.owner, agent, widget };
}

export async function visit({ owner, widget }: Shop, from: Api = owner.api): Promise<Guest> {
  const session = await from.as("").visit(widget.id, ORIGIN);
  const api = from.as(session.token);
  return { ...session, api, writes: (content) => api.visitorWrites(widget.id, ORIGIN, content) };
}

/** A member's socket: its own program, its own sign-in's token. */
export function listen(
  person: Person,
  workspace: Workspace,
  { transport = "websocket", server = person.api.server, ...auth }: ListenOptions = {},
): Promise<Ear> {
  return Ear.connect(server, { business_id: workspace.id, token: person.api.token, ...auth }, { transport });
}

export interface ListenOptions {
  transport?: Transport;
  server?: string;
  after?: number;
  epoch?: string;
}

export function listenAsGuest(
  guest: Guest,
  {
    transport = "websocket",
    server = guest.api.server,
    ...auth
  }: Omit<ListenOptions, "after"> & { after?: string } = {},
): Promise<Ear> {
  return Ear.connect(server, { business_id: guest.business_id, token: guest.token, ...auth }, { transport });
}

/** Everything of the log that this person may see after that place, as `GET events` tells it. */
export async function logOf(person: Person, after = 0) {
  const all: { seq: number; type: string; data: unknown }[] = [];
  for (;;) {
    const page = await person.api.events(all.at(-1)?.seq ?? after);
    all.push(...page.events);
    if (page.events.length < 500) return { epoch: page.epoch, last: page.last, events: all };
  }
}
