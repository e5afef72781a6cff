import { directionOf } from "../shared/locale";
import type { Shape } from "../shared/shape";
import { adoptSheet } from "../shared/sheet";
import { type LauncherTexts, launcherTexts } from "../texts/launcher";
import { drawIcon } from "./icons";
import css from "./launcher.css?inline";

const make = (tag: string, className: string): HTMLElement => {
  const element = document.createElement(tag);
  element.className = element.id = className;
  return element;
};

/** The button, its badges and the notice: everything of a closed chat. */
export class Launcher {
  readonly root: ShadowRoot;
  readonly button = make("button", "launcher") as HTMLButtonElement;
  private readonly badge = make("span", "badge");
  private readonly online = make("span", "online");
  private readonly notice = make("div", "notice");
  private texts: LauncherTexts = launcherTexts("en");
  private count = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly shape: Shape,
    open: () => void,
  ) {
    this.root = host.attachShadow({ mode: "open" });
    const { button, badge, online, notice } = this;
    const { primary, onPrimary, offsetX, offsetY } = shape;
    adoptSheet(
      this.root,
      `:host{--pb-primary:rgb(${primary});--pb-on-primary:rgb(${onPrimary});--pb-x:${offsetX}px;--pb-y:${offsetY}px}${css}`,
    );
    host.setAttribute("data-side", shape.side);
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    button.append(drawIcon(String(shape.icon), "icon"), drawIcon("busy", "busy"));
    if (shape.text) {
      const label = make("span", "label");
      label.textContent = shape.text;
      button.append(label);
    }
    button.append(badge, online);
    button.addEventListener("click", open);
    // Present from the start, so that screen readers announce what is put into it later.
    notice.setAttribute("role", "alert");
    this.root.append(button, notice);
    this.setOnline(shape.isOnline);
  }

  setLanguage(language: string): void {
    this.texts = launcherTexts(language);
    const [open] = this.texts;
    this.host.lang = language;
    this.host.dir = directionOf(language);
    const { text } = this.shape;
    // What is written on the button belongs to its name.
    this.button.setAttribute("aria-label", text ? `${open}: ${text}` : open);
    this.describe();
  }

  setUnread(count: number): void {
    this.count = count;
    this.describe();
  }

  setOnline(isOnline: boolean): void {
    this.online.hidden = !isOnline;
    this.describe();
  }

  setBusy(isBusy: boolean): void {
    this.button.setAttribute("aria-busy", String(isBusy));
  }

  setFailed(hasFailed: boolean): void {
    this.notice.textContent = hasFailed ? this.texts[2] : "";
  }

  /** The button stays called "Open chat"; what is new is its description. */
  private describe(): void {
    const { badge, online, button, count, texts } = this;
    badge.hidden = !count;
    badge.textContent = String(count);
    badge.setAttribute("aria-label", ((count === 1 && texts[4]) || texts[3]).replace("#", String(count)));
    online.setAttribute("aria-label", texts[1]);
    button.setAttribute("aria-describedby", count ? "badge" : online.hidden ? "" : "online");
  }
}
