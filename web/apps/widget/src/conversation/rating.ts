import { json, Problem } from "../api/http";
import type { SessionKeeper } from "../api/session";
import { signal } from "../shared/signal";
import type { Store } from "../shared/store";

const CHANGEABLE = 24 * 60 * 60_000;

interface Kept {
  stars: number;
  at: number;
  comment: string;
}

/** How the visitor found it. */
export class Rating {
  /** Of the conversation that was asked for last; 0 while there is none. */
  readonly given = signal(0);
  /** What went with it. */
  comment = "";
  readonly mayChange = signal(true);
  /** False where the server takes none. */
  readonly isOffered = signal(true);

  /** One after the other: the last choice counts. */
  private giving: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: SessionKeeper,
    private readonly store: Store,
  ) {}

  look(conversationId: string): void {
    const kept = this.kept(conversationId);
    this.given.value = kept.stars;
    this.comment = kept.comment;
    this.mayChange.value = !kept.stars || Date.now() - kept.at < CHANGEABLE;
  }

  /** Without a comment the one that was given stays. */
  give(conversationId: string, stars: number, comment?: string): Promise<void> {
    const given = this.giving.then(() => this.send(conversationId, stars, comment));
    this.giving = given.catch(() => {});
    return given;
  }

  private async send(
    conversationId: string,
    stars: number,
    comment = this.kept(conversationId).comment,
  ): Promise<void> {
    const body = json({ rating: stars, ...(comment ? { comment } : {}) });
    try {
      // Also where the page is left at once.
      await this.session.call("/rating", { ...body, keepalive: true });
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 405)) {
        this.isOffered.value = false;
        return;
      }
      throw error;
    }
    const at = this.kept(conversationId).at || Date.now();
    this.store.set(`rated.${conversationId}`, `${stars} ${at} ${comment}`);
    this.look(conversationId);
  }

  private kept(conversationId: string): Kept {
    const [stars, at, ...words] = (this.store.get(`rated.${conversationId}`) ?? "").split(" ");
    return { stars: Number(stars) || 0, at: Number(at) || 0, comment: words.join(" ") };
  }
}
