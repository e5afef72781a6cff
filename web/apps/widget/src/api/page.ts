const LONGEST = 2_000;

/** The page the visitor is on, for the team. Passwords and tokens in its address stay where they are. */
export function currentPage(): { url: string; title: string; referrer: string } {
  return {
    url: bare(location.href).slice(0, LONGEST),
    title: document.title.slice(0, LONGEST),
    referrer: bare(document.referrer).slice(0, LONGEST),
  };
}

function bare(address: string): string {
  try {
    const url = new URL(address);
    url.username = "";
    url.password = "";
    // Where sign-in flows keep their tokens; a path in it is kept (#/orders/7).
    if (!url.hash.startsWith("#/")) url.hash = "";
    return url.href;
  } catch {
    return "";
  }
}
