import type { CommandId } from "./commands";

type Run = () => void;

/**
 * What can be done on the page right now. Of several who can do the same, the one that came last does it: a
 * drawer's "back" goes before the conversation's.
 */
const able = new Map<CommandId, Run[]>();
const listeners = new Set<() => void>();
let snapshot: ReadonlySet<CommandId> = new Set();

function changed() {
  snapshot = new Set(able.keys());
  for (const listener of listeners) listener();
}

export function offer(id: CommandId, run: Run): () => void {
  able.set(id, [...(able.get(id) ?? []), run]);
  changed();
  return () => {
    const rest = (able.get(id) ?? []).filter((other) => other !== run);
    if (rest.length > 0) able.set(id, rest);
    else able.delete(id);
    changed();
  };
}

/** Does it, if anybody on the page can. */
export function perform(id: CommandId): boolean {
  const run = able.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

export const registry = {
  get: () => snapshot,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
