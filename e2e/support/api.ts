import type {
  Attachment,
  Conversation,
  Me,
  Member,
  Message,
  Notification,
  VisitorSession,
  Widget,
} from "./wire.ts";

/** An answer that was not the one expected. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
    call: string,
  ) {
    super(`${call}: ${status} ${JSON.stringify(body)}`);
  }
}

interface Call {
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** The documented HTTP API as a program uses it: a bearer token, JSON, nothing of the dashboard's. */
export class Api {
  constructor(
    readonly server: string,
    readonly token: string | null = null,
    private readonly headers: Record<string, string> = {},
  ) {}

  as(token: string): Api {
    return new Api(this.server, token, this.headers);
  }

  /** At another address of the same installation. */
  at(server: string): Api {
    return new Api(server, this.token, this.headers);
  }

  async call<T>(method: string, path: string, { body, query, headers }: Call = {}): Promise<T> {
    const search = query ? `?${new URLSearchParams(query)}` : "";
    const answer = await fetch(`${this.server}/api/v1/${path}${search}`, {
      method,
      headers: {
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const read: unknown =
      text && answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
    if (!answer.ok) throw new Refusal(answer.status, read as Record<string, unknown>, `${method} ${path}`);
    return read as T;
  }

  register(person: { email: string; full_name: string; password: string }) {
    return this.call<{ id: string; access_token: string }>("POST", "auth/register", { body: person });
  }
  logIn(email: string, password: string) {
    return this.call<{ access_token: string }>("POST", "auth/login", { body: { email, password } });
  }
  logOut() {
    return this.call<void>("POST", "auth/logout");
  }
  me() {
    return this.call<Me>("GET", "auth/me");
  }
  sessions() {
    return this.call<{ id: string; current: boolean }[]>("GET", "auth/sessions");
  }
  endSession(id: string) {
    return this.call<void>("DELETE", `auth/sessions/${id}`);
  }
  createWorkspace(name: string) {
    return this.call<Me>("POST", "auth/business/create", { body: { name } });
  }

  members() {
    return this.call<Member[]>("GET", "team/members");
  }
  invite(email: string, role: "agent" | "admin") {
    return this.call<{ team_member_id: string }>("POST", "team/invite", { query: { email, role } });
  }
  changeMember(id: string, change: { role?: string; is_active?: boolean }) {
    return this.call<Member>("PATCH", `team/members/${id}`, { body: change });
  }
  removeMember(id: string) {
    return this.call<{ message: string }>("DELETE", `team/members/${id}`);
  }
  setStatus(status: string) {
    return this.call<{ status: string }>("PATCH", "team/status", { body: { status } });
  }
  assign(conversation: string | number, userId: string) {
    return this.call<{ message: string }>("POST", `team/assign/${conversation}`, {
      query: { agent_id: userId },
    });
  }
  notifications() {
    return this.call<Notification[]>("GET", "notifications");
  }

  conversations(query: Record<string, string> = {}) {
    return this.call<Conversation[]>("GET", "conversations/", { query });
  }
  conversation(id: string | number) {
    return this.call<Conversation>("GET", `conversations/${id}`);
  }
  startConversation(businessId: string, message: string) {
    return this.call<Conversation>("POST", "conversations/", {
      body: { business_id: businessId, initial_message: message },
    });
  }
  reply(conversation: string | number, content: string, more: { is_private?: boolean } = {}) {
    return this.call<Message>("POST", `conversations/${conversation}/messages`, {
      body: { content, ...more },
    });
  }
  resolve(conversation: string | number) {
    return this.call<unknown>("PUT", `conversations/${conversation}/resolve`);
  }
  close(conversation: string | number) {
    return this.call<unknown>("PUT", `conversations/${conversation}/close`);
  }
  events(after: number) {
    return this.call<{ epoch: string; last: number; events: { seq: number; type: string; data: unknown }[] }>(
      "GET",
      "events",
      { query: { after: String(after), limit: "500" } },
    );
  }

  createWidget(domain: string) {
    return this.call<Widget>("POST", "widget/create", { body: { domain } });
  }
  newIdentitySecret(widgetId: string) {
    return this.call<{ secret: string }>("POST", `widget/${widgetId}/identity/rotate`);
  }
  visit(
    widgetId: string,
    origin: string,
    more: { visitor_token?: string; name?: string; email?: string } = {},
  ) {
    return this.call<VisitorSession>("POST", `widget/${widgetId}/session`, {
      body: more,
      headers: { Origin: origin },
    });
  }
  visitorWrites(widgetId: string, origin: string, content: string, client_id: string = crypto.randomUUID()) {
    return this.call<Message>("POST", `widget/${widgetId}/messages`, {
      body: { content, client_id },
      headers: { Origin: origin },
    });
  }
  visitorReads(widgetId: string, origin: string) {
    return this.call<{ id: string; messages: Message[] } | null>("GET", `widget/${widgetId}/conversation`, {
      headers: { Origin: origin },
    });
  }
}

export type { Attachment, Conversation, Me, Member, Message, Notification, VisitorSession, Widget };
