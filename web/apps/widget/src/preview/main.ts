// A reply beside the closed launcher. A file of its own, fetched when there is one to show.
import type { Preview, PreviewPlace } from "../shared/bridge";
import { record } from "../shared/shape";
import { adoptSheet } from "../shared/sheet";
import { previewTexts } from "../texts/preview";
import { faceOf } from "./face";
import css from "./preview.css?inline";

interface Drawn {
  box: HTMLElement;
  said: HTMLElement;
}

const drawn = new WeakMap<ShadowRoot, Drawn>();

const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className = "") => {
  const element = document.createElement(tag);
  element.className = className;
  return element;
};

/** From the panel, or as the server told it. */
function read(raw: unknown, teamName: string): Preview | null {
  const { name, sender_name, text, avatarUrl, sender_avatar_url } = record(raw);
  if (typeof text !== "string" || !text) return null;
  return {
    name: String(name || sender_name || teamName),
    text,
    avatarUrl: (avatarUrl ?? sender_avatar_url ?? null) as string | null,
  };
}

function prepare(root: ShadowRoot): Drawn {
  adoptSheet(root, css);
  const made = { box: make("div", "preview"), said: make("div", "unseen") };
  made.said.setAttribute("role", "status");
  root.prepend(made.said, made.box);
  drawn.set(root, made);
  return made;
}

export function show(raw: unknown, place: PreviewPlace): void {
  const { box, said } = drawn.get(place.root) ?? prepare(place.root);
  const preview = read(raw, place.teamName);
  const mark = preview && `${preview.name} ${preview.text}`;
  box.hidden = !preview || isDismissed(place.widgetId, mark);
  if (!preview || box.hidden) {
    said.textContent = "";
    return;
  }
  const texts = previewTexts[place.language] ?? previewTexts.en;
  // Put into a live region that is there already, so that it is announced.
  setTimeout(() => {
    said.textContent = `${texts?.from(preview.name)}: ${preview.text}`;
  });

  const [open, dismiss] = [make("button", "preview-open"), make("button", "dismiss")];
  open.type = dismiss.type = "button";
  open.setAttribute("aria-label", texts?.read ?? "");
  dismiss.setAttribute("aria-label", texts?.dismiss ?? "");
  const [words, by, name, text] = [
    make("span", "words"),
    make("small"),
    make("strong"),
    make("span", "text"),
  ];
  name.textContent = preview.name;
  by.append(name, preview.name === place.teamName ? "" : ` · ${place.teamName}`);
  text.dir = "auto";
  text.textContent = preview.text;
  words.append(by, text);
  open.append(faceOf(preview, place.server), words);
  dismiss.textContent = "×";
  open.addEventListener("click", () => place.read());
  dismiss.addEventListener("click", () => {
    remember(place.widgetId, mark as string);
    box.hidden = true;
    place.dismiss();
  });
  box.replaceChildren(open, dismiss);
}

// One that was dismissed does not come again on the next page.
const keyOf = (widgetId: string): string => `pingback.${widgetId}.dismissed`;

function isDismissed(widgetId: string, mark: string | null): boolean {
  try {
    return sessionStorage.getItem(keyOf(widgetId)) === mark;
  } catch {
    return false;
  }
}

function remember(widgetId: string, mark: string): void {
  try {
    sessionStorage.setItem(keyOf(widgetId), mark);
  } catch {
    // It comes again on the next page.
  }
}
