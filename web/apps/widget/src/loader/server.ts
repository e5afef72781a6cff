/** The server is where the script came from, so the snippet names it only once. */
export function serverOf(current: Element | null): string {
  const script = (current ?? document.querySelector('script[src*="/widget.js"]')) as HTMLScriptElement | null;
  return new URL(".", script?.src || location.href).href.replace(/\/$/, "");
}

/**
 * The one request before the chat is opened. A browser that has been here before asks with its token,
 * and is told what waits for it as well.
 */
export async function askServer(address: string, visitor: string | null): Promise<Record<string, unknown>> {
  let answer: Response | null = null;
  // The token is the server's own, of characters that need no quoting.
  if (visitor && !/["\\]/.test(visitor)) {
    answer = await fetch(`${address}/hello`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: `{"visitor_token":"${visitor}"}`,
    }).catch(() => null);
  }
  if (!answer?.ok) answer = await fetch(address);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}
