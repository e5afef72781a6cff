import type { components } from "./schema";

type Wire = Partial<components["schemas"]["Problem"]> & { [member: string]: unknown };

/** What the server answered instead of a success: RFC 9457, with PingBack's extra members. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly { pointer: string; detail: string }[];
  /** Plan errors (402, 429) carry `error`, `plan`, `feature`, `current`, `limit` at the top level. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | null;

  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const wire: Wire = body !== null && typeof body === "object" ? (body as Wire) : {};
    super(wire.detail || wire.title || `The server answered ${status}.`);
    this.status = status;
    this.detail = this.message;
    this.errors = wire.errors ?? [];
    this.members = wire;
    const seconds = Number(retryAfter);
    this.retryAfter = retryAfter !== null && Number.isFinite(seconds) ? seconds : null;
  }

  /** `{"password": "…"}` for React Aria's Form: pointers become field names. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.errors.map((e) => [e.pointer.replace(/^\//, ""), e.detail]));
  }

  get feature(): string | null {
    return typeof this.members.feature === "string" ? this.members.feature : null;
  }
}

/** The request got no answer at all: no network, or no server. Worth repeating, unlike a Problem. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
  constructor(cause?: unknown) {
    super("The server did not answer.", { cause });
  }
}
