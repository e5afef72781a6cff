import { panelTexts } from "../texts";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

export const timeOf = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : clock.format(at);
};

export function dayOf(at: Date): string {
  const texts = panelTexts();
  const today = new Date();
  if (at.toDateString() === today.toDateString()) return texts.today;
  today.setDate(today.getDate() - 1);
  return at.toDateString() === today.toDateString() ? texts.yesterday : date.format(at);
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1000 ? `${Math.round(kilo)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

/** First letters of the first and the last word, or the first two of a single one. */
export function initialsOf(name: string): string {
  const [first = "", ...more] = name.trim().split(/\s+/);
  const letters = more.length ? [[...first][0], [...(more.at(-1) ?? "")][0]] : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}
