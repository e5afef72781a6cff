import type { Bridge, LauncherHandle, PanelHandle, PanelModule, PreviewModule } from "../shared/bridge";
import { pickLanguage } from "../shared/locale";
import { readShape, record, type Shape } from "../shared/shape";
import { Launcher } from "./launcher";
import { forget, recall } from "./memory";
import { askServer } from "./server";
import { stay } from "./stay";
import { parsed } from "./when";

type Listener = (detail: never) => void;

/** Somebody who wrote this recently hears of an answer on the next page, without opening the chat. */
const STILL_TALKING = 30 * 60_000;
const LAST_WRITTEN = "wrote";

/** One widget on one page: the launcher, the panel once it is wanted, and the page's commands. */
export class Widget implements PingBackCommands {
  readonly #host = document.createElement("pingback-widget");
  readonly #server: string;
  readonly #widgetId: string;
  readonly #kept: string;
  readonly #listeners = new Map<string, Set<Listener>>();
  #launcher?: Launcher;
  #shape?: Shape;
  #answer: Record<string, unknown> = {};
  #preview: Promise<PreviewModule> | null = null;
  #panel: PanelHandle | null = null;
  #loading: Promise<PanelHandle> | null = null;
  #attempts = 0;
  #unread = 0;
  #language = "";
  #identity: string | null = null;
  #isHidden: boolean | null = null;
  /** What the page or the visitor wants, while the panel may still be on its way. */
  #wantsOpen = false;
  #focusBefore: Element | null = null;

  constructor(server: string, widgetId: string) {
    this.#server = server;
    this.#widgetId = widgetId;
    // As `Store` names what it keeps.
    this.#kept = `pingback.${widgetId}.`;
  }

  async start(): Promise<void> {
    const identity = this.#identity;
    this.#answer = await this.#ask();
    await parsed();
    this.#draw();
    // Signed in while the answer was on its way.
    if (identity !== this.#identity) void this.#greet();
  }

  #ask(): Promise<Record<string, unknown>> {
    const address = `${this.#server}/api/v1/widget/${encodeURIComponent(this.#widgetId)}`;
    return askServer(address, () => ({
      visitor_token: recall(`${this.#kept}visitor`),
      identity: this.#identity,
    }));
  }

  /** What waits for whoever is signed in now. A panel learns it by itself. */
  async #greet(): Promise<void> {
    const identity = this.#identity;
    const answer = await this.#ask().catch(() => null);
    if (!answer || identity !== this.#identity || this.#loading) return;
    this.#tellWaiting(answer);
  }

  /** What came while nobody looked. */
  #tellWaiting(answer: Record<string, unknown>): void {
    const unread = record(answer.unread);
    this.#setUnread(Number(unread.count) || 0);
    this.#setPreview(unread.preview);
  }

  // --- the page's commands -------------------------------------------------

  open(toThread: unknown = false): void {
    if (this.#wantsOpen) return;
    this.#wantsOpen = true;
    this.#focusBefore = document.activeElement;
    if (this.#launcher) void this.#unfold(toThread === true);
  }

  close(): void {
    this.#wantsOpen = false;
    this.#panel?.close();
  }

  toggle(): void {
    if (this.#wantsOpen) this.close();
    else this.open();
  }

  identify(jwt: string): void {
    const isNew = jwt !== this.#identity;
    this.#identity = jwt;
    this.#panel?.identify(jwt);
    if (isNew && this.#launcher && !this.#loading) void this.#greet();
  }

  setLocale(language: string): void {
    this.#language = language;
    this.#launcher?.setLanguage(this.#chosenLanguage);
    this.#panel?.setLanguage(this.#chosenLanguage);
  }

  on(name: string, listener: Listener): () => void {
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all.add(listener));
    if (name === "ready" && this.#launcher) this.#call(listener, undefined);
    return () => void all.delete(listener);
  }

  hide(): void {
    this.#setHidden(true);
  }

  show(): void {
    this.#setHidden(false);
  }

  reset(): void {
    this.#wantsOpen = false;
    this.#identity = null;
    this.#panel?.close();
    this.#panel?.destroy();
    this.#panel = null;
    this.#loading = null;
    forget(this.#kept);
    this.#setPreview(null);
    this.#setUnread(0);
  }

  // --- the launcher --------------------------------------------------------

  #draw(): void {
    const shape = readShape(this.#answer);
    this.#shape = shape;
    const launcher = new Launcher(this.#host, shape, () => this.open());
    this.#launcher = launcher;
    launcher.setLanguage(this.#chosenLanguage);
    if (this.#isHidden ?? shape.isHidden) this.#setHidden(true);
    stay(this.#host);
    this.#tellWaiting(this.#answer);
    this.#tell("ready", undefined);
    if (this.#wantsOpen) void this.#unfold(false);
    else if (Date.now() - Number(recall(this.#kept + LAST_WRITTEN)) < STILL_TALKING) {
      // The page itself comes first.
      setTimeout(() => {
        this.#load().then(
          (panel) => panel.wake(),
          () => {
            // Nobody asked for it: silence. Opening tries again and says so.
          },
        );
      }, 1_000);
    }
  }

  get #chosenLanguage(): string {
    return pickLanguage(this.#language, this.#shape?.locale);
  }

  #setHidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.#host.toggleAttribute("data-hidden", isHidden);
  }

  #setUnread(count: number): void {
    this.#launcher?.setUnread(count);
    if (count === this.#unread) return;
    this.#unread = count;
    this.#tell("unread", count);
  }

  #setPreview(preview: unknown): void {
    if (!preview && !this.#preview) return;
    this.#preview ??= import(/* @vite-ignore */ `${this.#server}/widget/${__PREVIEW_FILE__}`);
    const { root, button } = this.#launcher as Launcher;
    this.#preview.then(
      (module) =>
        module.show(preview, {
          root,
          server: this.#server,
          widgetId: this.#widgetId,
          language: this.#chosenLanguage,
          teamName: String(this.#answer.name),
          read: () => this.open(true),
          dismiss: () => button.focus(),
        }),
      () => {
        // The badge says it as well.
        this.#preview = null;
      },
    );
  }

  // --- the panel -----------------------------------------------------------

  async #unfold(toThread: boolean): Promise<void> {
    const launcher = this.#launcher as Launcher;
    launcher.setFailed(false);
    launcher.setBusy(!this.#panel);
    try {
      const panel = await this.#load();
      if (this.#wantsOpen) panel.open(toThread);
    } catch (error) {
      console.warn("PingBack:", error);
      this.#wantsOpen = false;
      launcher.setFailed(true);
    } finally {
      launcher.setBusy(false);
    }
  }

  #load(): Promise<PanelHandle> {
    this.#loading ??= this.#fetchPanel().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #fetchPanel(): Promise<PanelHandle> {
    // Browsers may remember that a module failed to load, so another try needs another address.
    const again = this.#attempts++ ? `?again=${this.#attempts}` : "";
    const module: PanelModule = await import(
      /* @vite-ignore */ `${this.#server}/widget/${__PANEL_FILE__}${again}`
    );
    this.#attempts = 0;
    const launcher = this.#launcher as Launcher;
    const bridge: Bridge = {
      root: launcher.root,
      server: this.#server,
      widgetId: this.#widgetId,
      answer: this.#answer,
      language: this.#chosenLanguage,
      launcher: this.#handle(launcher),
    };
    this.#panel = await module.mount(bridge);
    // What was said while it was on its way.
    this.#panel.setLanguage(this.#chosenLanguage);
    if (this.#identity) this.#panel.identify(this.#identity);
    return this.#panel;
  }

  #handle(launcher: Launcher): LauncherHandle {
    return {
      setUnread: (count) => this.#setUnread(count),
      setOnline: (isOnline) => launcher.setOnline(isOnline),
      setPreview: (preview) => this.#setPreview(preview),
      hide: () => {
        launcher.button.hidden = true;
        this.#wantsOpen = true;
        this.#tell("open", undefined);
      },
      show: () => {
        launcher.button.hidden = false;
        this.#wantsOpen = false;
        const before = this.#focusBefore;
        // Back to the page's own button, where that opened the chat.
        const isOwn = before === this.#host || before === document.body || !before?.isConnected;
        (isOwn ? launcher.button : (before as HTMLElement)).focus?.();
        this.#tell("close", undefined);
      },
      tell: (name, detail) => this.#tell(name, detail),
      reset: () => this.reset(),
    };
  }

  #tell<Name extends keyof PingBackEvents>(name: Name, detail: PingBackEvents[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) this.#call(listener, detail);
  }

  /** A page's mistake is the page's: it stops nothing here. */
  #call(listener: Listener, detail: unknown): void {
    try {
      (listener as (detail: unknown) => void)(detail);
    } catch (error) {
      console.error(error);
    }
  }
}
