/** "Sao Paulo" for "America/Sao_Paulo". */
export function placeOf(timezone: string): string {
  return (timezone.split("/").at(-1) ?? timezone).replaceAll("_", " ");
}

/** A visitor's page may claim any address; `javascript:` must not become a link. */
export function isWebAddress(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
