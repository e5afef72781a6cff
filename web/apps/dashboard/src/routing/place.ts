/** What an address says: where, narrowed how. */
export interface Place {
  pathname: string;
  search: Search;
  hash: string;
}

/** Plain strings: a token of digits must not become a number. */
export type Search = Readonly<Record<string, string>>;

export interface Target {
  /** A path; `$name` in it is filled from `params`. */
  to: string;
  params?: Readonly<Record<string, string>>;
  /** `true` keeps what the address says now. */
  search?: Readonly<Record<string, string | undefined>> | true;
  hash?: string;
}

export function placeOf(href: string): Place {
  const { pathname, searchParams, hash } = new URL(href, window.location.origin);
  return {
    pathname: pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname,
    search: Object.fromEntries(searchParams),
    hash: hash.slice(1),
  };
}

export function hrefOf({ to, params = {}, search, hash }: Target, here: Place): string {
  const path = to.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asked = Object.entries(search === true ? here.search : (search ?? {}));
  const query = new URLSearchParams(asked.filter((e): e is [string, string] => typeof e[1] === "string"));
  return path + (query.size > 0 ? `?${query}` : "") + (hash ? `#${hash}` : "");
}

/** The parameters of a path that the pattern fits; `*` fits every one. */
export function match(pattern: string, pathname: string): Record<string, string> | null {
  if (pattern === "*") return {};
  const names = pattern.split("/");
  const words = pathname.split("/");
  if (names.length !== words.length) return null;
  const params: Record<string, string> = {};
  for (const [i, name] of names.entries()) {
    const word = words[i] ?? "";
    if (!name.startsWith("$")) {
      if (name !== word) return null;
      continue;
    }
    if (word === "") return null;
    try {
      params[name.slice(1)] = decodeURIComponent(word);
    } catch {
      return null;
    }
  }
  return params;
}
