import { useCallback, useState } from "react";

export type DraftKind = "reply" | "note";

const key = (conversationId: string, kind: DraftKind) => `pingback.draft.${conversationId}.${kind}`;

export function readDraft(conversationId: string, kind: DraftKind): string {
  return localStorage.getItem(key(conversationId, kind)) ?? "";
}

export function writeDraft(conversationId: string, kind: DraftKind, text: string) {
  if (text === "") localStorage.removeItem(key(conversationId, kind));
  else localStorage.setItem(key(conversationId, kind), text);
}

/** The text of one composer, kept on this device until it is sent. */
export function useDraft(conversationId: string, kind: DraftKind): [string, (text: string) => void] {
  const here = key(conversationId, kind);
  const [draft, setDraft] = useState({ here, text: readDraft(conversationId, kind) });
  // Another conversation or tab: its own draft, read while rendering so that no keystroke lands in the wrong one.
  const text = draft.here === here ? draft.text : readDraft(conversationId, kind);
  const write = useCallback(
    (next: string) => {
      setDraft({ here: key(conversationId, kind), text: next });
      writeDraft(conversationId, kind, next);
    },
    [conversationId, kind],
  );
  return [text, write];
}
