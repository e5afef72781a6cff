/** The server is where the script came from, so the snippet names it only once. */
export function serverOf(current: Element | null): string {
  const script = (current ?? document.querySelector('script[src*="/widget.js"]')) as HTMLScriptElement | null;
  const [address = ""] = (script?.src || location.href).replace("#", "?").split("?");
  return address.slice(0, address.lastIndexOf("/"));
}

interface Who {
  visitor_token: string | null;
  identity: string | null;
}

/**
 * The one request before the chat is opened. A browser that has been here before asks with its token, a page that
 * knows who is signed in with its word for it, and is told what waits for them as well. A server that is being
 * restarted is asked again, after 2, 8 and 32 seconds; one that refuses is not. Where such a question is refused, or
 * unanswered to the last, less is asked.
 */
export async function askServer(address: string, who: () => Who): Promise<Record<string, unknown>> {
  for (let pause = 2_000; ; pause *= 4) {
    const isLast = pause > 32_000;
    const answer = await askOnce(address, who(), isLast);
    if (answer?.ok) return answer.json();
    if (answer && answer.status < 429) throw new Error((await answer.json()).detail);
    if (isLast) throw new Error("the server does not answer");
    await new Promise((done) => setTimeout(done, pause));
  }
}

async function askOnce(address: string, who: Who, isLast: boolean): Promise<Response | null> {
  const ask = (path: string, init?: RequestInit) => fetch(address + path, init).catch(() => null);
  if (who.visitor_token || who.identity) {
    const answer = await ask("/hello", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(who),
    });
    if (answer?.ok || (!isLast && (!answer || answer.status > 499))) return answer;
  }
  return ask("");
}
