import type { PanelHandle, PanelModule } from "../shared/bridge";
import { parseHex, type Rgb, textOn, toHex } from "../shared/contrast";
import type { Look } from "../shared/look";
import { adoptSheet } from "../shared/sheet";
import { launcherTexts } from "../texts";
import { drawIcon } from "./icons";
import css from "./launcher.css?inline";

export class Launcher {
  private readonly root: ShadowRoot;
  private readonly button = document.createElement("button");
  private readonly badge = document.createElement("span");
  private readonly notice = document.createElement("div");
  private readonly texts = launcherTexts();
  private panel: PanelHandle | null = null;
  private attempts = 0;

  constructor(
    host: HTMLElement,
    private readonly server: string,
    private readonly widgetId: string,
    private readonly look: Look,
  ) {
    this.root = host.attachShadow({ mode: "open" });
    const fill = parseHex(look.primary) as Rgb;
    adoptSheet(this.root, `:host{--pb-primary:${look.primary};--pb-on-primary:${toHex(textOn(fill))}}`);
    adoptSheet(this.root, css);
    host.dataset.side = look.side;

    this.button.type = "button";
    this.button.className = "launcher";
    this.button.setAttribute("aria-label", this.texts.open);
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.append(drawIcon("chat"), drawIcon("busy"), this.badge);
    this.badge.className = "badge";
    this.badge.id = "pb-unread";
    this.badge.hidden = true;
    this.button.addEventListener("click", () => void this.open());

    // Present from the start, so that screen readers announce what is put into it later.
    this.notice.className = "notice";
    this.notice.setAttribute("role", "alert");
    this.root.append(this.button, this.notice);
  }

  private async open(): Promise<void> {
    if (this.button.ariaBusy === "true") return;
    this.notice.textContent = "";
    if (!this.panel) {
      this.button.ariaBusy = "true";
      try {
        this.panel = (await this.load()).mount({
          root: this.root,
          server: this.server,
          widgetId: this.widgetId,
          look: this.look,
          launcher: {
            setUnread: (count) => this.setUnread(count),
            hide: () => {
              this.button.hidden = true;
            },
            show: (takeFocus) => {
              this.button.hidden = false;
              if (takeFocus) this.button.focus();
            },
          },
        });
      } catch (error) {
        console.warn("PingBack: the chat did not load.", error);
        this.notice.textContent = this.texts.loadFailed;
        return;
      } finally {
        this.button.ariaBusy = null;
      }
    }
    this.panel.open();
  }

  private load(): Promise<PanelModule> {
    // Browsers may remember that a module failed to load, so another try needs another address.
    const again = this.attempts++ ? `?again=${this.attempts}` : "";
    return import(/* @vite-ignore */ `${this.server}/widget/${__PANEL_FILE__}${again}`);
  }

  private setUnread(count: number): void {
    this.badge.hidden = count === 0;
    // The button's name stays "Open chat"; the number is its description.
    this.badge.textContent = count ? String(count) : "";
    this.badge.ariaLabel = count ? this.texts.unread(count) : null;
    if (count) this.button.setAttribute("aria-describedby", this.badge.id);
    else this.button.removeAttribute("aria-describedby");
  }
}
