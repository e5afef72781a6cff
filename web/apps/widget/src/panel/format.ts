import { language, panelTexts } from "../texts";

/** In the language that is shown; in the browser's own form of it, where that is the browser's (en-GB). */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const shown = language.value;
  const own = navigator.language.startsWith(shown) ? navigator.language : shown;
  return new Intl.DateTimeFormat(own, options);
}

const clock = () => formatter({ hour: "2-digit", minute: "2-digit" });
const date = () => formatter({ weekday: "long", day: "numeric", month: "long" });

export const timeOf = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : clock().format(at);
};

export function dayOf(at: Date): string {
  const texts = panelTexts();
  const today = new Date();
  if (at.toDateString() === today.toDateString()) return texts.today;
  today.setDate(today.getDate() - 1);
  return at.toDateString() === today.toDateString() ? texts.yesterday : date().format(at);
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1000 ? `${Math.round(kilo)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}
