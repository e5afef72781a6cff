interface PreviewTexts {
  from: (who: string) => string;
  read: string;
  dismiss: string;
}

/** The texts of the preview, in every language. */
export const previewTexts: Record<string, PreviewTexts> = {
  en: { from: (who) => `New message from ${who}`, read: "Read the message", dismiss: "Dismiss" },
  de: { from: (who) => `Neue Nachricht von ${who}`, read: "Nachricht lesen", dismiss: "Ausblenden" },
  fr: { from: (who) => `Nouveau message de ${who}`, read: "Lire le message", dismiss: "Masquer" },
  es: { from: (who) => `Nuevo mensaje de ${who}`, read: "Leer el mensaje", dismiss: "Ocultar" },
  pt: { from: (who) => `Nova mensagem de ${who}`, read: "Ler a mensagem", dismiss: "Ocultar" },
  ar: { from: (who) => `رسالة جديدة من ${who}`, read: "قراءة الرسالة", dismiss: "إخفاء" },
};
