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

  /** What the disk took is kept there alone: another tab may change it or take it away. */
  set(name: string, value: string): void {
    this.memory.set(name, value);
    if (!this.disk) return;
    try {
      this.disk.setItem(this.key(name), value);
      this.memory.delete(name);
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

  /** Tells of changes that other tabs make, by name. */
  follow(changed: (name: string, value: string | null) => void, signal: AbortSignal): void {
    const start = this.key("");
    addEventListener(
      "storage",
      ({ key, newValue }) => {
        if (key?.startsWith(start)) changed(key.slice(start.length), newValue);
      },
      { signal },
    );
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
