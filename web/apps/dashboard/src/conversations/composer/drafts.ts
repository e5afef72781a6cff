import { NoAnswer, Problem, type Draft as StoredDraft } from "@pingback/api";
import { delayBefore } from "../../realtime/backoff";

export type DraftKind = "reply" | "note";

/** What somebody has begun to write in one conversation. */
export interface Draft {
  businessId: string;
  reply: string;
  note: string;
  /** The tab that was written in last. */
  kind: DraftKind;
  /** The server does not have it like this yet. */
  isDirty: boolean;
  /** The last try to store it got no answer. */
  isStuck: boolean;
}

/** Whose and where: drafts of several people may lie on one device. */
export interface DraftPlace {
  userId: string;
  businessId: string;
  conversationId: string;
}

export interface DraftPorts {
  get: (place: DraftPlace) => Promise<StoredDraft>;
  put: (place: DraftPlace, draft: Pick<StoredDraft, "content" | "is_private">) => Promise<unknown>;
  /** On this device, until the server has it. */
  load: (key: string) => Draft | null;
  save: (key: string, draft: Draft | null) => void;
}

export const PUT_AFTER = 600;
const TRIES_WITH_SERVER_ERROR = 4;

interface Work {
  place: DraftPlace;
  version: number;
  tries: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
  underWay: Promise<void> | null;
  /** Which of the two texts the server holds. */
  stored: DraftKind | null;
}

export const keyOf = ({ userId, conversationId }: DraftPlace) => `${userId}.${conversationId}`;

/**
 * Keeps what is being written. Each change lies on this device at once and at the server a moment later;
 * what another window stored is taken over only where nothing was written in this one since.
 */
export class Drafts {
  private readonly drafts = new Map<string, Draft>();
  private readonly work = new Map<string, Work>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: DraftPorts) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(place: DraftPlace): Draft {
    const key = keyOf(place);
    const known = this.drafts.get(key);
    if (known) return known;
    const { businessId } = place;
    const fresh: Draft = this.ports.load(key) ?? {
      businessId,
      reply: "",
      note: "",
      kind: "reply",
      isDirty: false,
      isStuck: false,
    };
    this.drafts.set(key, fresh);
    if (fresh.isDirty) this.schedule(place, 0);
    return fresh;
  }

  write(place: DraftPlace, kind: DraftKind, text: string) {
    const before = this.get(place);
    if (before[kind] === text) return;
    this.workOf(place).version++;
    this.set(place, { ...before, [kind]: text, kind, isDirty: true });
    this.schedule(place, PUT_AFTER);
  }

  /** Another tab of the composer. Where both hold text, the server keeps the one last looked at. */
  choose(place: DraftPlace, kind: DraftKind) {
    const before = this.get(place);
    if (before.kind === kind) return;
    const both = before.reply !== "" && before.note !== "";
    this.set(place, { ...before, kind, isDirty: before.isDirty || both });
    if (both) this.schedule(place, PUT_AFTER);
  }

  /** Asks the server for what other windows wrote. */
  async refresh(place: DraftPlace) {
    const work = this.workOf(place);
    if (this.get(place).isDirty) return this.schedule(place, 0);
    const { version } = work;
    try {
      const stored = await this.ports.get(place);
      if (work.version === version) this.take(place, stored);
    } catch {
      // No answer is no draft: what is here stays.
    }
  }

  /** What another window of this device wrote. */
  hear(place: DraftPlace, other: Draft) {
    const mine = this.get(place);
    if (!mine.isDirty) this.set(place, { ...other, isDirty: false, isStuck: false }, false);
  }

  /** Stores what is not stored, now; resolves when it was tried. */
  async flush() {
    await Promise.all([...this.work.values()].map(({ place }) => this.put(place)));
  }

  /** With the connection back, what got stuck is tried at once. */
  retry = () => {
    for (const { place } of this.work.values()) if (this.get(place).isDirty) this.schedule(place, 0);
  };

  private take(place: DraftPlace, { content, is_private }: StoredDraft) {
    const work = this.workOf(place);
    const before = this.get(place);
    const kind: DraftKind = is_private ? "note" : "reply";
    const without = work.stored ? { ...before, [work.stored]: "" } : before;
    work.stored = content === "" ? null : kind;
    this.set(place, content === "" ? without : { ...without, [kind]: content, kind }, false);
  }

  private schedule(place: DraftPlace, after: number) {
    const work = this.workOf(place);
    clearTimeout(work.timer);
    work.timer = setTimeout(() => void this.put(place), after);
  }

  /** One at a time, so that the last one written is the last one stored. */
  private async put(place: DraftPlace): Promise<void> {
    const work = this.workOf(place);
    clearTimeout(work.timer);
    if (work.underWay) {
      await work.underWay;
      return this.put(place);
    }
    if (!this.get(place).isDirty) return;
    const { version } = work;
    const kind = kindToStore(this.get(place));
    const content = this.get(place)[kind];
    work.underWay = this.ports
      .put(place, { content, is_private: kind === "note" })
      .then(
        () => {
          work.tries = 0;
          work.stored = content === "" ? null : kind;
          const now = this.get(place);
          this.set(place, {
            ...now,
            isDirty: work.version !== version || kindToStore(now) !== kind,
            isStuck: false,
          });
        },
        (error: unknown) => {
          const wait = this.pauseAfter(work, error);
          this.set(place, { ...this.get(place), isStuck: true });
          if (wait !== null) this.schedule(place, wait);
        },
      )
      .finally(() => {
        work.underWay = null;
      });
    await work.underWay;
    const { isDirty, isStuck } = this.get(place);
    if (isDirty && !isStuck) this.schedule(place, PUT_AFTER);
  }

  /** Milliseconds until another try makes sense; null where only the next change or sign-in may help. */
  private pauseAfter(work: Work, error: unknown): number | null {
    const tries = work.tries++;
    if (error instanceof NoAnswer) return delayBefore(Math.min(tries, 4));
    if (!(error instanceof Problem)) return null;
    if (error.status === 429) return (error.retryAfter ?? 5) * 1000;
    return error.status >= 500 && tries < TRIES_WITH_SERVER_ERROR ? delayBefore(tries) : null;
  }

  private workOf(place: DraftPlace): Work {
    const key = keyOf(place);
    const known = this.work.get(key);
    if (known) return known;
    const fresh: Work = { place, version: 0, tries: 0, underWay: null, stored: null };
    this.work.set(key, fresh);
    return fresh;
  }

  private set(place: DraftPlace, draft: Draft, keep = true) {
    const key = keyOf(place);
    this.drafts.set(key, draft);
    // The server has room for one of the two texts; the other lies here, and only here.
    const here = draft.isDirty || (draft.reply !== "" && draft.note !== "");
    if (keep) this.ports.save(key, here ? draft : null);
    for (const listener of this.listeners) listener();
  }
}

function kindToStore({ kind, ...texts }: Draft): DraftKind {
  const other = kind === "reply" ? "note" : "reply";
  return texts[kind] === "" && texts[other] !== "" ? other : kind;
}
