import { useCallback, useSyncExternalStore } from "react";

export type DraftKind = "reply" | "note";

const listeners = new Set<() => void>();

const key = (conversationId: string, kind: DraftKind) => `pingback.draft.${conversationId}.${kind}`;

export function readDraft(conversationId: string, kind: DraftKind): string {
  return localStorage.getItem(key(conversationId, kind)) ?? "";
}

export function writeDraft(conversationId: string, kind: DraftKind, text: string) {
  if (text === "") localStorage.removeItem(key(conversationId, kind));
  else localStorage.setItem(key(conversationId, kind), text);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text of one composer, kept on this device until it is sent. */
export function useDraft(conversationId: string, kind: DraftKind): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => readDraft(conversationId, kind));
  const write = useCallback((next: string) => writeDraft(conversationId, kind, next), [conversationId, kind]);
  return [text, write];
}
