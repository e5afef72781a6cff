import { type LauncherTexts, launcher as launcherEn, type PanelTexts, panel as panelEn } from "./en";

// One entry per language; the loader carries only the few launcher texts.
const panels: Record<string, PanelTexts> = { en: panelEn };
const launchers: Record<string, LauncherTexts> = { en: launcherEn };

/** The page's language decides, as the widget stands in the page's own text. */
function language(): string {
  return (document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase();
}

export const panelTexts = (): PanelTexts => panels[language()] ?? panelEn;
export const launcherTexts = (): LauncherTexts => launchers[language()] ?? launcherEn;
