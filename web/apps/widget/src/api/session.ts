import type { Store } from "../shared/store";
import { call, json, Problem } from "./http";
import { currentPage } from "./page";
import { readSession, type Session } from "./types";
import { sendFile } from "./upload";

const VISITOR = "visitor";
// Renewed at least this often while the chat is open: signed file addresses live for an hour.
const LONGEST = 45 * 60_000;
const MARGIN = 60_000;

export interface AboutVisitor {
  name?: string;
  email?: string;
}

/** For the team: where the visitor writes from. */
const surroundings = () => ({
  page: currentPage(),
  language: navigator.language,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** Keeps the visitor's session alive and makes calls in its name. */
export class SessionKeeper {
  current: Session | null = null;
  renewedAt = 0;
  onRenewed: (session: Session) => void = () => {};
  /** What the page signed for its customer. */
  identity: string | null = null;

  private renewing: Promise<Session> | null = null;
  private timer = 0;
  private isOver = false;

  constructor(
    private readonly base: string,
    private readonly store: Store,
  ) {}

  /** Whether this browser talked to the widget before. */
  get isReturning(): boolean {
    return this.store.get(VISITOR) !== null;
  }

  /** Whether the token still holds the server says best (401): the visitor's clock may be wrong. */
  async ensure(): Promise<Session> {
    return this.current ?? this.renew();
  }

  /** Many may ask at once, one call is made. */
  renew(about: AboutVisitor = {}): Promise<Session> {
    if (Object.keys(about).length) return this.begin(about);
    this.renewing ??= this.begin(about).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  call(path: string, init: RequestInit = {}): Promise<unknown> {
    return this.withToken((token) => {
      const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${token}` };
      return call(`${this.base}${path}`, { ...init, headers });
    });
  }

  upload(file: File, progress: (share: number) => void, cancelled: AbortSignal): Promise<unknown> {
    return this.withToken((token) => sendFile(`${this.base}/upload`, token, file, progress, cancelled));
  }

  /** From now on the visitor is who the page says. */
  async identify(jwt: string): Promise<void> {
    this.identity = jwt;
    await this.renewing?.catch(() => {});
    await this.begin({});
  }

  /** An expired token is renewed once. */
  private async withToken(run: (token: string) => Promise<unknown>): Promise<unknown> {
    const session = await this.ensure();
    try {
      return await run(session.token);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      return run((await this.renew()).token);
    }
  }

  private async begin(about: AboutVisitor): Promise<Session> {
    const session = await this.locked(() => this.post(about));
    this.current = session;
    this.renewedAt = Date.now();
    this.schedule(session);
    this.onRenewed(session);
    return session;
  }

  private async post(about: AboutVisitor): Promise<Session> {
    const known = this.store.get(VISITOR);
    const asked = { ...about, ...(this.identity ? { identity: this.identity } : {}), ...surroundings() };
    let answer: unknown;
    try {
      answer = await call(`${this.base}/session`, json(known ? { visitor_token: known, ...asked } : asked));
    } catch (error) {
      const refused = error instanceof Problem && (error.status === 401 || error.status === 422);
      if (!known || !refused || about.email || this.identity) throw error;
      // The server no longer knows this visitor: start as a new one rather than fail for ever.
      answer = await call(`${this.base}/session`, json(asked));
    }
    const session = readSession(answer);
    if (!session) throw new Problem(502, "The server's answer could not be read.");
    if (this.isOver) throw new Problem(0, "");
    if (session.visitorToken) this.store.set(VISITOR, session.visitorToken);
    return session;
  }

  /**
   * Two tabs that open the chat together must not become two visitors. Where storage is blocked there are no locks
   * either, and no second tab that could know of this one.
   */
  private async locked<T>(run: () => Promise<T>): Promise<T> {
    let isHeld = false;
    try {
      return (await navigator.locks.request(this.store.key("session"), () => {
        isHeld = true;
        return run();
      })) as T;
    } catch (error) {
      if (isHeld) throw error;
      return run();
    }
  }

  /** The visitor signed out: nothing of theirs is asked for any more. */
  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private schedule(session: Session): void {
    clearTimeout(this.timer);
    const left = session.expiresAt - Date.now() - MARGIN;
    // Never a tight loop, however short-lived (or however wrong the visitor's clock).
    const wait = Math.max(30_000, Math.min(left, LONGEST));
    this.timer = window.setTimeout(() => {
      this.renew().catch(() => this.schedule(session));
    }, wait);
  }
}
