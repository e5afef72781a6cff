import type { ComponentType } from "react";
import { hrefOf, match, type Place, placeOf, type Target } from "./place";

/** A component of a page, in a file of its own. */
export interface Page {
  load: () => Promise<void>;
  /** Here once it is loaded. */
  component: ComponentType | null;
}

export function page(fetch: () => Promise<{ default: ComponentType }>): Page {
  const loaded: Page = {
    component: null,
    load: async () => {
      loaded.component ??= (await fetch()).default;
    },
  };
  return loaded;
}

/** Where somebody must go instead, or null where they may stay. */
export type Guard = (href: string) => string | null | Promise<string | null>;

export interface Route {
  path: string;
  guard?: Guard;
  /** From the frame to the innermost. */
  pages: readonly Page[];
}

/** What is on the screen: a place is shown when everything it needs is here. */
export interface Shown {
  place: Place;
  params: Readonly<Record<string, string>>;
  /** Empty where no page has this address. */
  pages: readonly ComponentType[];
  error: Error | null;
}

const RELOADED = "pingback.reloaded";
const RELOAD_AGAIN_AFTER = 20_000;
const ASK_EVERY = 1000;

const rest = (time: number) => new Promise((done) => setTimeout(done, time));
const isAnswered = () =>
  fetch("/health", { cache: "no-store" }).then(
    () => true,
    () => false,
  );

const indexOfEntry = () => (window.history.state as { index: number } | null)?.index ?? null;

/** Whether the page that is shown may be left, as somebody with unsaved input says when asked. */
export type MayLeave = () => boolean | Promise<boolean>;

export class Router {
  shown: Shown | null = null;
  /** The page asked for is not here: it opens once the server answers. */
  isWaiting = false;
  #routes: readonly Route[];
  #mayLeave: MayLeave;
  #letGo: () => void;
  #listeners = new Set<() => void>();
  /** Counts the attempts: only the last may be shown. */
  #attempt = 0;
  /** Which entry of the browser's history this is. Each carries its number, which tells how far a button led. */
  #index = 0;
  /** The entry that may be gone to without another question. */
  #granted: number | null = null;

  /** `letGo` tells that the document itself is left, by somebody who was asked. */
  constructor(routes: readonly Route[], mayLeave: MayLeave = () => true, letGo = () => {}) {
    this.#routes = routes;
    this.#mayLeave = mayLeave;
    this.#letGo = letGo;
  }

  start() {
    this.#index = indexOfEntry() ?? 0;
    window.history.replaceState({ index: this.#index }, "");
    window.addEventListener("popstate", () => void this.#wentBackOrForward());
    void this.#arrive();
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get here(): Place {
    return placeOf(window.location.href);
  }

  href(target: Target): string {
    return hrefOf(target, this.here);
  }

  /** Resolves when the page is shown, or another took its place; with false where somebody chose to stay. */
  async go(href: string, { replace = false } = {}): Promise<boolean> {
    const may = this.#mayLeaveFor(placeOf(href));
    // Waits only where there is something to wait for.
    if (may !== true && !(await may)) return false;
    await this.#move(href, replace);
    return true;
  }

  #mayLeaveFor({ pathname }: Place): boolean | Promise<boolean> {
    return !this.shown || pathname === this.shown.place.pathname || this.#mayLeave();
  }

  /** By the browser's own buttons the address is another one already: it comes back while somebody is asked. */
  async #wentBackOrForward() {
    const index = indexOfEntry();
    // A link to a part of this page made the entry.
    if (index === null) window.history.replaceState({ index: this.#index + 1 }, "");
    const to = index ?? this.#index + 1;
    const delta = to - this.#index;
    // Just brought back.
    if (delta === 0) return;
    const may = this.#granted === to || this.#mayLeaveFor(this.here);
    this.#granted = null;
    if (may === true) {
      this.#index = to;
      return this.#arrive();
    }
    window.history.go(-delta);
    if (!(await may)) return;
    this.#granted = to;
    window.history.go(delta);
  }

  #move(href: string, replace: boolean): Promise<void> {
    const now = window.location.pathname + window.location.search + window.location.hash;
    if (replace || href === now) window.history.replaceState({ index: this.#index }, "", href);
    else window.history.pushState({ index: ++this.#index }, "", href);
    this.#granted = null;
    return this.#arrive();
  }

  /** Asks everything once more, after an error. */
  again = () => this.#arrive();

  /** Fetches what a page needs, before anybody goes there. */
  prepare(href: string) {
    const found = this.#find(placeOf(href).pathname);
    for (const each of found?.route.pages ?? []) {
      each.load().catch(() => {
        // Asked for again when it is needed, and then the failure is told.
      });
    }
  }

  #find(pathname: string) {
    for (const route of this.#routes) {
      const params = match(route.path, pathname);
      if (params) return { route, params };
    }
    return null;
  }

  async #arrive() {
    const attempt = ++this.#attempt;
    this.#wait(false);
    const { place, found } = this.#look();
    try {
      const away = found?.route.guard?.(hrefOf({ ...place, to: place.pathname }, place)) ?? null;
      // Waits only where there is something to wait for: what is known is shown at once.
      const elsewhere = away instanceof Promise ? await away : away;
      if (attempt !== this.#attempt) return;
      if (elsewhere) return void (await this.#move(elsewhere, true));
      const pages = found?.route.pages ?? [];
      if (pages.some((each) => !each.component)) {
        const failure = await Promise.all(pages.map((each) => each.load())).catch((error: unknown) => error);
        if (failure instanceof Error) await this.#afresh(attempt, failure);
        else sessionStorage.removeItem(RELOADED);
      }
      if (attempt !== this.#attempt) return;
      const components = pages.flatMap((each) => each.component ?? []);
      this.#show({ place, params: found?.params ?? {}, pages: components, error: null });
    } catch (error) {
      if (attempt !== this.#attempt) return;
      const told = error instanceof Error ? error : new Error(String(error));
      this.#show({ place, params: {}, pages: [], error: told });
    }
  }

  /**
   * A page whose script did not come. Browsers keep a failed import, so it takes a fresh document to ask again; with
   * nobody there that would be the browser's own error page, so it waits, and the old page stays meanwhile.
   */
  async #afresh(attempt: number, failure: Error) {
    while (attempt === this.#attempt && !(await isAnswered())) {
      if (attempt === this.#attempt) this.#wait(true);
      await rest(ASK_EVERY);
    }
    if (attempt !== this.#attempt) return;
    const before = Number(sessionStorage.getItem(RELOADED) ?? 0);
    // Just done, and it did not help.
    if (Date.now() - before < RELOAD_AGAIN_AFTER) throw failure;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    // While it waited somebody may have typed on: then the browser asks.
    if (!this.isWaiting) this.#letGo();
    window.location.reload();
    await new Promise(() => {});
  }

  #look() {
    const place = this.here;
    return { place, found: this.#find(place.pathname) };
  }

  #wait(isWaiting: boolean) {
    if (this.isWaiting === isWaiting) return;
    this.isWaiting = isWaiting;
    this.#tell();
  }

  #show(shown: Shown) {
    this.shown = shown;
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
