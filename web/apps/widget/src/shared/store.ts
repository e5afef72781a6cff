/** Small strings kept per widget: in localStorage, or in memory where the browser refuses that. */
export class Store {
  private readonly memory = new Map<string, string>();
  private readonly disk: Storage | null;

  constructor(private readonly widgetId: string) {
    this.disk = usableStorage();
  }

  key(name: string): string {
    return `pingback.${this.widgetId}.${name}`;
  }

  get(name: string): string | null {
    try {
      const kept = this.disk?.getItem(this.key(name));
      if (kept) return kept;
    } catch {}
    return this.memory.get(name) ?? null;
  }

  set(name: string, value: string): void {
    this.memory.set(name, value);
    try {
      this.disk?.setItem(this.key(name), value);
    } catch {
      // Full or forbidden: memory has it for this page.
    }
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      this.disk?.removeItem(this.key(name));
    } catch {}
  }

  names(prefix: string): string[] {
    const found = new Set<string>([...this.memory.keys()].filter((name) => name.startsWith(prefix)));
    try {
      const start = this.key("");
      for (let i = 0; i < (this.disk?.length ?? 0); i++) {
        const key = this.disk?.key(i);
        if (key?.startsWith(start + prefix)) found.add(key.slice(start.length));
      }
    } catch {}
    return [...found];
  }
}

function usableStorage(): Storage | null {
  try {
    // The mere access throws where storage is blocked.
    return window.localStorage;
  } catch {
    return null;
  }
}
