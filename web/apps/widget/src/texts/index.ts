import { signal } from "../shared/signal";
import { panel as english, type PanelTexts } from "./en";

// English comes with the panel, the others when they are asked for.
const others: Record<string, () => Promise<{ panel: PanelTexts }>> = {
  de: () => import("./de"),
  fr: () => import("./fr"),
  es: () => import("./es"),
  pt: () => import("./pt"),
  ar: () => import("./ar"),
};

let texts = english;

/** The language that is shown. */
export const language = signal("en");

export const panelTexts = (): PanelTexts => texts;

/** Answers once the language is there; one that does not load leaves English. */
export async function chooseLanguage(wanted: string): Promise<void> {
  const load = Object.hasOwn(others, wanted) ? others[wanted] : undefined;
  try {
    texts = (await load?.())?.panel ?? english;
    language.value = load ? wanted : "en";
  } catch {
    console.warn(`PingBack: the texts in "${wanted}" did not load.`);
  }
}
