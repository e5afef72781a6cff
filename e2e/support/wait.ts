import { createServer } from "node:net";

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Asks until the answer is neither undefined, null nor false. Whoever waits says for what. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { within = 10_000, every = 50 } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${within} ms in vain for ${what}`);
    await sleep(every);
  }
}

/** Fails loudly instead of letting a test run into its own time limit without a word. */
export function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${ms} ms in vain for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A port that was free a moment ago. Should another program take it first, the server says so. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready, fail) => {
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", ready);
  });
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (!address || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}
