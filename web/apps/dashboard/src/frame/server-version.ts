/**
 * Which build a page belongs to is the name of its first script, made from its content. The server's own page
 * names the one it has now, so nothing else has to be numbered.
 */
const ENTRY = /<script[^>]+type="module"[^>]+src="(\/assets\/[^"]+)"/;

const ownEntry = () =>
  document.querySelector('script[type="module"][src^="/assets/"]')?.getAttribute("src") ?? null;

export function entryOf(html: string): string | null {
  return ENTRY.exec(html)?.[1] ?? null;
}

/** Whether the server has other pages than this one. False where that cannot be told. */
export async function hasOtherPages(own = ownEntry(), ask: typeof fetch = fetch): Promise<boolean> {
  // In development nothing is built.
  if (own === null) return false;
  try {
    const answer = await ask("/", { headers: { Accept: "text/html" }, cache: "no-cache" });
    const entry = answer.ok ? entryOf(await answer.text()) : null;
    return entry !== null && entry !== own;
  } catch {
    return false;
  }
}
