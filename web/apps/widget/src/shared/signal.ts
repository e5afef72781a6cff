// Values that tell who read them when they change. The few lines this widget needs of what
// @preact/signals does; that library is 2.7 KB of a budget of 35.

class Reader {
  readonly sources = new Set<Signal<unknown>>();

  constructor(private readonly body: () => void) {}

  run(): void {
    for (const source of this.sources) source.readers.delete(this);
    this.sources.clear();
    const outer = current;
    current = this;
    try {
      this.body();
    } finally {
      current = outer;
    }
  }
}

let current: Reader | null = null;

export class Signal<T> {
  readonly readers = new Set<Reader>();
  readonly listeners = new Set<() => void>();

  constructor(private held: T) {}

  get value(): T {
    if (current) {
      this.readers.add(current);
      current.sources.add(this as Signal<unknown>);
    }
    return this.held;
  }

  set value(next: T) {
    if (next === this.held) return;
    this.held = next;
    for (const reader of [...this.readers]) reader.run();
    for (const listener of [...this.listeners]) listener();
  }
}

export const signal = <T>(value: T): Signal<T> => new Signal(value);

/** Runs now and again whenever something it read changes. */
export const effect = (body: () => void): void => new Reader(body).run();

/** A value that follows others. */
export function computed<T>(read: () => T): Signal<T> {
  const result = new Signal(undefined as T);
  effect(() => {
    result.value = read();
  });
  return result;
}
