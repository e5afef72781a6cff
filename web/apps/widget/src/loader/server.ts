/** The server is where the script came from, so the snippet names it only once. */
export function serverOf(current: Element | null): string {
  const script = (current ?? document.querySelector('script[src*="/widget.js"]')) as HTMLScriptElement | null;
  return new URL(".", script?.src || location.href).href.replace(/\/$/, "");
}

/**
 * The one request before the chat is opened. A browser that has been here before asks with its token, a page that
 * knows who is signed in with its word for it, and is told what waits for them as well.
 */
export async function askServer(
  address: string,
  visitor: string | null,
  identity: string | null,
): Promise<Record<string, unknown>> {
  let answer: Response | null = null;
  if (visitor || identity) {
    answer = await fetch(`${address}/hello`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ visitor_token: visitor, identity }),
    }).catch(() => null);
  }
  if (!answer?.ok) answer = await fetch(address);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}
