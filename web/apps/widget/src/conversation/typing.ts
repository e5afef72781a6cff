import { signal } from "../shared/signal";

const REPEAT = 3_000;
const IDLE = 4_000;
// Longer than the sender's repeat: a lost "stopped" must not leave the dots for ever.
const FORGET = 7_000;

/** Tells the team that the visitor writes: at most every few seconds, and when they stop. */
export class TypingSender {
  private last = 0;
  private idle = 0;

  constructor(private readonly tell: (isTyping: boolean) => void) {}

  input(hasText: boolean): void {
    clearTimeout(this.idle);
    if (!hasText) {
      this.stop();
      return;
    }
    if (Date.now() - this.last > REPEAT) {
      this.last = Date.now();
      this.tell(true);
    }
    this.idle = window.setTimeout(() => this.stop(), IDLE);
  }

  stop(): void {
    clearTimeout(this.idle);
    if (!this.last) return;
    this.last = 0;
    this.tell(false);
  }
}

/** Who of the team is writing. */
export class TypingWatch {
  readonly who = signal<string | null>(null);
  private timer = 0;

  set(who: string | null): void {
    clearTimeout(this.timer);
    this.who.value = who;
    if (who) {
      this.timer = window.setTimeout(() => {
        this.who.value = null;
      }, FORGET);
    }
  }
}
