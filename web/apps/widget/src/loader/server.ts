import { type Look, readLook } from "../shared/look";

/** The server is where the script came from, so the snippet names it only once. */
export function serverOf(current: Element | null): string {
  const script = (current ?? document.querySelector('script[src*="/widget.js"]')) as HTMLScriptElement | null;
  return new URL(".", script?.src || location.href).href.replace(/\/$/, "");
}

export async function fetchLook(server: string, widgetId: string): Promise<Look> {
  const answer = await fetch(`${server}/api/v1/widget/${encodeURIComponent(widgetId)}`, {
    credentials: "omit",
  });
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(body?.detail ?? `HTTP ${answer.status}`);
  return readLook(body);
}
