import { type Colleague, join, openWorkspace, type Person, type Workspace } from "./people.ts";
import type { Server } from "./server.ts";
import { ORIGIN } from "./shop.ts";
import type { Widget } from "./wire.ts";

/** A workspace with one conversation, and programs that write in it. */
export interface Desk {
  workspace: Workspace;
  owner: Person;
  james: Colleague;
  widget: Widget;
  customerWrites: (text: string) => Promise<unknown>;
  /** Any call of the API, by a member. */
  call: <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    who?: Person,
  ) => Promise<T>;
}

export async function openDesk(server: Server, first = "Do you have the Osprey in blue?"): Promise<Desk> {
  const workspace = await openWorkspace(server, "Kestrel Bikes", { owner: "Ada Byron" });
  const james = await join(server, workspace, "James Lee");
  const { owner } = workspace;
  const widget = await owner.api.createWidget("localhost");
  const visit = { name: "Marta Silva", email: "marta@example.com" };
  const guest = await owner.api.as("").visit(widget.id, ORIGIN, visit);
  const customerWrites = (text: string) => owner.api.as(guest.token).visitorWrites(widget.id, ORIGIN, text);
  await customerWrites(first);
  const call = <T>(method: string, path: string, body?: unknown, who: Person = owner) =>
    who.api.call<T>(method, path, body === undefined ? {} : { body });
  return { workspace, owner, james, widget, customerWrites, call };
}
