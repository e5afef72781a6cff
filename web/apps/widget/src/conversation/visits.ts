import { json, Problem } from "../api/http";
import { currentPage } from "../api/page";
import type { SessionKeeper } from "../api/session";

const APART = 10_000;

/** Tells the team that the visitor went on to another page of a single-page app. */
export class Visits {
  private told = currentPage().url;
  private lastAt = 0;
  /** A server without this call is asked once. */
  private isKnown = true;

  constructor(private readonly session: SessionKeeper) {}

  async look(): Promise<void> {
    const page = currentPage();
    if (!this.isKnown || page.url === this.told || Date.now() - this.lastAt < APART) return;
    this.told = page.url;
    this.lastAt = Date.now();
    try {
      await this.session.call("/visit", json(page));
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 405)) this.isKnown = false;
    }
  }
}
