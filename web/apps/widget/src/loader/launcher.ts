import { directionOf } from "../shared/locale";
import type { Shape } from "../shared/shape";
import { adoptSheet } from "../shared/sheet";
import { type LauncherTexts, launcherTexts } from "../texts/launcher";
import { drawIcon } from "./icons";
import later from "./later.css?inline";
import css from "./launcher.css?inline";

const make = (tag: string, name: string): HTMLElement => {
  const element = document.createElement(tag);
  element.className = element.id = name;
  return element;
};

/** The button, its badges and the notice: everything of a closed chat. */
export class Launcher {
  readonly root: ShadowRoot;
  readonly button = make("button", "launcher") as HTMLButtonElement;
  readonly #badge = make("span", "badge");
  readonly #online = make("span", "online");
  #notice?: HTMLElement;
  #texts!: LauncherTexts;
  #count = 0;
  readonly #host: HTMLElement;
  readonly #shape: Shape;

  constructor(host: HTMLElement, shape: Shape, open: () => void) {
    this.#host = host;
    this.#shape = shape;
    this.root = host.attachShadow({ mode: "open" });
    const { root, button } = this;
    const { primary, onPrimary, offsetX, offsetY } = shape;
    adoptSheet(
      root,
      `:host{--pb-primary:rgb(${primary});--pb-on-primary:rgb(${onPrimary});--pb-x:${offsetX}px;--pb-y:${offsetY}px}${css}`,
    );
    host.setAttribute("data-side", shape.side);
    button.setAttribute("type", "button");
    button.setAttribute("aria-haspopup", "dialog");
    button.append(drawIcon(shape.icon));
    if (shape.text) {
      const label = make("span", "label");
      label.textContent = shape.text;
      button.append(label);
    }
    button.append(this.#badge, this.#online);
    button.addEventListener("click", open);
    root.append(button);
    this.#online.hidden = !shape.isOnline;
  }

  /** The first time, too: without it nothing has a name. */
  setLanguage(language: string): void {
    this.#texts = launcherTexts(language);
    const [open] = this.#texts;
    this.#host.lang = language;
    this.#host.dir = directionOf(language);
    const { text } = this.#shape;
    // What is written on the button belongs to its name.
    this.button.setAttribute("aria-label", text ? `${open}: ${text}` : open);
    this.#describe();
  }

  setUnread(count: number): void {
    if (count) this.#needLater();
    this.#count = count;
    this.#describe();
  }

  setOnline(isOnline: boolean): void {
    this.#online.hidden = !isOnline;
    this.#describe();
  }

  setBusy(isBusy: boolean): void {
    this.#needLater();
    this.button.setAttribute("aria-busy", `${isBusy}`);
  }

  setFailed(hasFailed: boolean): void {
    this.#needLater().textContent = hasFailed ? this.#texts[2] : "";
  }

  /** The looks of what comes later, and the notice: there before it says something, so that it is read out. */
  #needLater(): HTMLElement {
    if (!this.#notice) {
      adoptSheet(this.root, later);
      this.#notice = make("div", "notice");
      this.#notice.setAttribute("role", "alert");
      this.root.append(this.#notice);
    }
    return this.#notice;
  }

  /** The button stays called "Open chat"; what is new is its description. */
  #describe(): void {
    const [badge, online, count, texts] = [this.#badge, this.#online, this.#count, this.#texts];
    badge.hidden = !count;
    badge.textContent = `${count}`;
    badge.setAttribute("aria-label", ((count === 1 && texts[4]) || texts[3]).replace("#", `${count}`));
    online.setAttribute("aria-label", texts[1]);
    this.button.setAttribute("aria-describedby", count ? "badge" : online.hidden ? "" : "online");
  }
}
