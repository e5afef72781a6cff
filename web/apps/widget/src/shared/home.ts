/**
 * Whether a page at this address may use a widget of this domain, near enough to explain a refusal: the server, which
 * decides, lets other websites' pages read no reason. Its own pages may always.
 */
export function isHome(domain: string, page: URL | Location, server: string): boolean {
  return `.${page.hostname}`.endsWith(`.${domain}`) || page.host === new URL(server).host;
}
