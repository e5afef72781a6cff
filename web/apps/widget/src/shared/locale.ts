/** The languages of the catalogue. */
const KNOWN = /^(en|de|fr|es|pt|ar)\b/i;

/** The first of the wishes that the catalogue has: the page's script, the widget's settings, the page, the browser. */
export function pickLanguage(...wishes: readonly unknown[]): string {
  for (const wish of [...wishes, document.documentElement.lang, ...navigator.languages]) {
    const found = KNOWN.exec(String(wish));
    if (found) return found[0].toLowerCase();
  }
  return "en";
}

export const directionOf = (language: string): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");
