import { json, Problem } from "../api/http";
import type { AboutVisitor, SessionKeeper } from "../api/session";
import { signal } from "../shared/signal";
import type { Store } from "../shared/store";

const EMAIL = "email";
const PRE_CHAT = "prechat";

/** What the visitor was asked about themselves, and said or passed over. Asked once. */
export class About {
  readonly email = signal<"ask" | "saved" | "skipped">("ask");
  readonly emailSavedAs = signal("");
  /** The form before the chat was filled in or passed over. */
  preChatDone: boolean;
  /** Said before the first message: that goes by HTTP then, as the socket was let in earlier. */
  isNews = false;

  constructor(
    private readonly session: SessionKeeper,
    private readonly store: Store,
  ) {
    this.follow();
    this.preChatDone = store.get(PRE_CHAT) !== null;
  }

  /** Another tab may have asked. */
  follow(): void {
    const kept = this.store.get(EMAIL);
    if (kept === "saved" || kept === "skipped") this.email.value = kept;
  }

  /** Where the team's answer goes while the visitor is away. */
  async saveEmail(email: string): Promise<void> {
    try {
      await this.session.call("/email", json({ email }));
    } catch (error) {
      // Without a customer yet, or with a server that has no such call: the session carries it.
      const isKnown = error instanceof Problem && ![404, 405, 409].includes(error.status);
      if (isKnown) throw error;
      await this.session.renew({ email });
      this.isNews = true;
    }
    this.emailSavedAs.value = email;
    this.setEmail("saved");
  }

  skipEmail(): void {
    this.setEmail("skipped");
  }

  async introduce(about: AboutVisitor): Promise<void> {
    if (about.name || about.email) {
      await this.session.renew(about);
      this.isNews = true;
      if (about.email) {
        this.emailSavedAs.value = about.email;
        this.setEmail("saved");
      }
    }
    this.preChatDone = true;
    this.store.set(PRE_CHAT, "done");
  }

  private setEmail(state: "saved" | "skipped"): void {
    this.email.value = state;
    this.store.set(EMAIL, state);
  }
}
