// The page on which the dashboard shows a widget before it is saved: the launcher and the built panel, as on a
// website, in front of a server that is not there. Its address allows it no call (`/widget/showroom`).
import { Launcher } from "../loader/launcher";
import type { LauncherHandle, PanelHandle, PanelModule } from "../shared/bridge";
import { pickLanguage } from "../shared/locale";
import { readShape, record } from "../shared/shape";
import { adoptSheet } from "../shared/sheet";
import css from "./page.css?inline";
import { StandIn, type View } from "./stand-in";

const VIEWS: readonly unknown[] = ["closed", "home", "form", "chat", "away", "rating"] satisfies View[];

/** What the dashboard asks for. */
interface Wish {
  /** As `GET widget/{id}` would answer. */
  answer: Record<string, unknown>;
  view: View;
  isDark: boolean;
}

interface Shown {
  host: HTMLElement;
  panel: PanelHandle | null;
}

const server = new StandIn();
let shown: Shown | null = null;
let turn = 0;
let isDark = false;

server.takeTheirPlace();
// Nothing here takes the focus out of the field that is being typed in: only somebody who is in this frame has it.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (options) {
  if (document.hasFocus()) focus.call(this, options);
};
// Light or dark is the dashboard's choice here, not the browser's.
const { replaceSync } = CSSStyleSheet.prototype;
CSSStyleSheet.prototype.replaceSync = function (text) {
  replaceSync.call(this, text.replace(/\(prefers-color-scheme:\s*dark\)/g, isDark ? "all" : "not all"));
};

function readWish(data: unknown): Wish | null {
  const { kind, answer, view, scheme } = record(data);
  if (kind !== "show" || !VIEWS.includes(view)) return null;
  return { answer: record(answer), view: view as View, isDark: scheme === "dark" };
}

addEventListener("message", ({ data, origin, source }) => {
  const wish = source === parent && origin === location.origin ? readWish(data) : null;
  if (wish) void show(wish);
});

async function show(wish: Wish): Promise<void> {
  const mine = ++turn;
  isDark = wish.isDark;
  server.play(wish.view, wish.answer);
  document.documentElement.classList.toggle("dark", isDark);
  const next = await draw(wish);
  const last = mine === turn ? shown : next;
  if (mine === turn) shown = next;
  last?.panel?.destroy();
  last?.host.remove();
}

async function draw({ answer, view }: Wish): Promise<Shown> {
  const host = document.createElement("pingback-widget");
  const shape = readShape(answer);
  let panel: PanelHandle | null = null;
  const launcher = new Launcher(host, shape, () => panel?.open(false));
  const language = pickLanguage(shape.locale);
  launcher.setLanguage(language);
  host.toggleAttribute("data-hidden", shape.isHidden);
  // It is drawn anew at each key: it must not rise each time.
  adoptSheet(launcher.root, ".sheet{animation:none!important}");
  document.body.append(host);
  const module: PanelModule = await import(
    /* @vite-ignore */ new URL(`./${__PANEL_FILE__}`, location.href).href
  );
  panel = await module.mount({
    root: launcher.root,
    server: location.origin,
    widgetId: "showroom",
    answer,
    language,
    launcher: handle(launcher),
  });
  if (view === "closed") return { host, panel };
  // With what the stand-in tells first, as for somebody who opens the chat a second time.
  panel.wake();
  await server.hasAnswered;
  panel.open(view !== "home");
  return { host, panel };
}

function handle(launcher: Launcher): LauncherHandle {
  const nothing = () => {};
  return {
    setUnread: (count) => launcher.setUnread(count),
    setOnline: (isOnline) => launcher.setOnline(isOnline),
    setPreview: nothing,
    hide: () => {
      launcher.button.hidden = true;
    },
    show: () => {
      launcher.button.hidden = false;
      launcher.button.focus();
    },
    reset: nothing,
    tell: nothing,
  };
}

const pageSheet = new CSSStyleSheet();
pageSheet.replaceSync(css);
document.adoptedStyleSheets = [pageSheet];
parent.postMessage({ kind: "ready" }, location.origin);
