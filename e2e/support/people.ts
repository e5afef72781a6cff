import { randomBytes } from "node:crypto";
import { Api } from "./api.ts";
import type { Server } from "./server.ts";

export const PASSWORD = "correct horse battery";

/** Somebody with an account. */
export interface Person {
  name: string;
  email: string;
  password: string;
  id: string;
  /** Speaks as this person, from a program of theirs. */
  api: Api;
}

/** Somebody with an account and a membership. */
export interface Colleague extends Person {
  memberId: string;
}

/** A workspace and those who work in it. */
export interface Workspace {
  id: string;
  name: string;
  owner: Person;
}

/** An address nobody else has: tests share a server. */
export function emailFor(name: string): string {
  const word = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".");
  return `${word}.${randomBytes(4).toString("hex")}@example.com`;
}

export async function signUp(server: Server, name: string): Promise<Person> {
  const api = new Api(server.url);
  const account = { email: emailFor(name), full_name: name, password: PASSWORD };
  const { id, access_token } = await api.register(account);
  return { name, email: account.email, password: PASSWORD, id, api: api.as(access_token) };
}

export async function openWorkspace(
  server: Server,
  name: string,
  { owner = "Ada Byron", plan = "pro" }: { owner?: string; plan?: "free" | "mini" | "pro" } = {},
): Promise<Workspace> {
  const person = await signUp(server, owner);
  const me = await person.api.createWorkspace(name);
  if (!me.business) throw new Error("the new workspace is missing in the answer");
  if (plan !== "free") await server.setPlan(me.business.id, plan);
  return { id: me.business.id, name, owner: person };
}

export async function join(
  server: Server,
  workspace: Workspace,
  name: string,
  role: "agent" | "admin" = "agent",
): Promise<Colleague> {
  const person = await signUp(server, name);
  const { team_member_id } = await workspace.owner.api.invite(person.email, role);
  return { ...person, memberId: team_member_id };
}
