// What the widget keeps in the browser, named as `Store` names it. Blocked storage is empty storage.

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Forgets the visitor and everything of theirs. */
export function forget(start: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(start)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
