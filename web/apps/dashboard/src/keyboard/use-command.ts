import { useEffect, useRef, useSyncExternalStore } from "react";
import { useBindings } from "./bindings-store";
import { ariaKeys } from "./chord";
import type { CommandId } from "./commands";
import { offer, registry } from "./registry";

/** Says that `run` is what the command does while this component is on the page and `enabled`. */
export function useCommand(id: CommandId, run: () => void, enabled = true) {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => (enabled ? offer(id, () => latest.current()) : undefined), [id, enabled]);
}

/** The command's key as it is set now, for hints beside buttons; "" where it has none. */
export function useKeysOf(id: CommandId): string {
  return useBindings()[id];
}

/** `{"aria-keyshortcuts": …}` for a button that does what the command does. */
export function useKeyShortcut(id: CommandId): { "aria-keyshortcuts"?: string } {
  const keys = ariaKeys(useKeysOf(id));
  return keys ? { "aria-keyshortcuts": keys } : {};
}

/** The commands that somebody on the page can do now. */
export function useAble(): ReadonlySet<CommandId> {
  return useSyncExternalStore(registry.subscribe, registry.get);
}
