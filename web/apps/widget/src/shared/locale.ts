/** The languages of the catalogue. */
const KNOWN = ["en", "de", "fr", "es", "pt", "ar"];

function firstKnown(wishes: readonly unknown[]): string | undefined {
  for (const wish of wishes) {
    const [language = ""] = `${wish}`.toLowerCase().split("-");
    if (KNOWN.includes(language)) return language;
  }
  return;
}

/** The first of the wishes that the catalogue has: the page's script, the widget's settings, the page, the browser. */
export function pickLanguage(...wishes: readonly unknown[]): string {
  return firstKnown([...wishes, document.documentElement.lang]) ?? firstKnown(navigator.languages) ?? "en";
}

export const directionOf = (language: string): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");
