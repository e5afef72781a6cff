export const COMMANDS = [
  "open",
  "close",
  "toggle",
  "identify",
  "setLocale",
  "on",
  "hide",
  "show",
  "reset",
] as const;

type Callable = Record<string, (...input: unknown[]) => unknown>;
type Calls = ArrayLike<ArrayLike<unknown>>;

/** Makes `window.PingBack`, and does what was asked for before it was there. */
export function publish(commands: PingBackCommands): void {
  const before = window.PingBack as Calls | { q?: Calls } | undefined;
  const run = (call: ArrayLike<unknown>): unknown => {
    const [name, ...input] = Array.from(call);
    if (!(COMMANDS as readonly unknown[]).includes(name)) {
      return console.warn(`PingBack: there is no command "${String(name)}".`);
    }
    return (commands as unknown as Callable)[name as string]?.(...input);
  };
  const api = (...call: unknown[]) => run(call);
  for (const name of COMMANDS) {
    (api as unknown as Callable)[name] = (...input: unknown[]) => run([name, ...input]);
  }
  (api as unknown as Callable).push = run as Callable[string];
  window.PingBack = api as unknown as PingBackApi;
  const queue = typeof before === "function" ? (before as { q?: Calls }).q : before;
  for (const call of Array.from((queue ?? []) as Calls)) run(call);
}
