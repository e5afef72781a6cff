/** Where none is known of the English of a country. */
const ELSEWHERE = "en-GB";

/**
 * How dates, times and numbers are written: the words are English, their order, the clock and the separators are
 * those of the country the browser is set to.
 */
export function localeOf(browser: string): string {
  try {
    const { language, region } = new Intl.Locale(browser).maximize();
    if (language === "en") return browser;
    const english = `en-${region}`;
    return new Intl.NumberFormat(english).resolvedOptions().locale === english ? english : ELSEWHERE;
  } catch {
    return ELSEWHERE;
  }
}

export const LOCALE = localeOf(navigator.language);
