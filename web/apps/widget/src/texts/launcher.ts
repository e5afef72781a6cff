/** The few texts of the launcher, in every language: the loader carries them all. "#" is the number. */
export type LauncherTexts = readonly [
  open: string,
  online: string,
  failed: string,
  unread: string,
  /** Where one is said in another way. */
  oneUnread?: string,
];

const catalogue: Record<string, LauncherTexts> = {
  en: ["Open chat", "Online", "The chat did not load. Try again.", "# unread messages", "# unread message"],
  de: ["Chat öffnen", "Online", "Der Chat wurde nicht geladen.", "# ungelesen"],
  fr: ["Ouvrir le chat", "En ligne", "Le chat n’a pas été chargé.", "Non lus : #"],
  es: ["Abrir el chat", "En línea", "El chat no se ha cargado.", "# sin leer"],
  pt: ["Abrir o chat", "Online", "O chat não foi carregado.", "# por ler"],
  ar: ["فتح الدردشة", "متصل", "لم تُحمَّل الدردشة.", "غير مقروءة: #"],
};

export const launcherTexts = (language: string): LauncherTexts =>
  catalogue[language] ?? (catalogue.en as LauncherTexts);
