import type { DraftRef, Draft as StoredDraft } from "@pingback/api";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useMe } from "../../accounts/me";
import { answer, api } from "../../api";
import { queryClient } from "../../query-client";
import { useRealtime } from "../../realtime/provider";
import { conversationKeys } from "../queries";
import { type Draft, type DraftKind, type DraftPlace, Drafts, keyOf } from "./drafts";

const PREFIX = "pingback.draft.";

/** The workspace it was written in, whichever is open by now. */
const at = ({ businessId, conversationId }: DraftPlace) => ({
  params: { path: { id: conversationId } },
  headers: { "X-Business-Id": businessId },
});

export const drafts = new Drafts({
  get: (place) => answer(api.GET("/api/v1/conversations/{id}/draft", at(place))),
  put: async (place, body) => {
    await answer(api.PUT("/api/v1/conversations/{id}/draft", { ...at(place), body }));
    list(place, body);
  },
  load: (key) => parse(localStorage.getItem(PREFIX + key)),
  save: (key, draft) => {
    if (draft) localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    else localStorage.removeItem(PREFIX + key);
  },
});

/** The rows of lists tell where something is begun. */
function list({ businessId, conversationId }: DraftPlace, body: Pick<StoredDraft, "content" | "is_private">) {
  queryClient.setQueryData<DraftRef[]>(conversationKeys.drafts(businessId), (old) => {
    if (!old) return old;
    const others = old.filter((draft) => draft.conversation_id !== conversationId);
    if (body.content === "") return others;
    const updated_at = new Date().toISOString();
    return [{ conversation_id: conversationId, is_private: body.is_private, updated_at }, ...others];
  });
}

function parse(text: string | null): Draft | null {
  try {
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

/** Before signing out: what lies only here would otherwise wait for the next sign-in on this device. */
export async function storeDrafts() {
  const timeUp = new Promise((done) => setTimeout(done, 2000));
  await Promise.race([drafts.flush(), timeUp]);
}

/** What a closed page left behind, also in conversations that nobody opens again. */
export function resumeDrafts(userId: string) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(`${PREFIX}${userId}.`)) continue;
    const draft = parse(localStorage.getItem(key));
    if (!draft?.isDirty) continue;
    drafts.get({
      userId,
      businessId: draft.businessId,
      conversationId: key.slice(PREFIX.length + userId.length + 1),
    });
  }
}

export type DraftState = "none" | "saving" | "saved" | "kept";

export function usePlace(conversationId: string): DraftPlace {
  const me = useMe();
  const userId = me.user.id;
  const businessId = me.business.id;
  return useMemo(() => ({ userId, businessId, conversationId }), [userId, businessId, conversationId]);
}

/** The two texts of one composer, and which of them is shown. */
export function useDraft(conversationId: string) {
  const { state } = useRealtime();
  const place = usePlace(conversationId);
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(place));
  const text = draft[draft.kind];
  const live = state.kind === "live" || state.kind === "back";

  useEffect(() => resumeDrafts(place.userId), [place.userId]);
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") void drafts.refresh(place);
      // Perhaps for good.
      else void drafts.flush();
    };
    const onStorage = ({ key, newValue }: StorageEvent) => {
      const other = key === PREFIX + keyOf(place) ? parse(newValue) : null;
      if (other) drafts.hear(place, other);
    };
    refresh();
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("storage", onStorage);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("storage", onStorage);
      void drafts.flush();
    };
  }, [place]);
  useEffect(() => {
    if (live) drafts.retry();
  }, [live]);

  const write = useCallback((kind: DraftKind, next: string) => drafts.write(place, kind, next), [place]);
  const choose = useCallback((kind: DraftKind) => drafts.choose(place, kind), [place]);
  return { kind: draft.kind, text, state: stateOf(draft, text), write, choose };
}

function stateOf({ isDirty, isStuck }: Draft, text: string): DraftState {
  if (text === "") return "none";
  if (!isDirty) return "saved";
  return isStuck ? "kept" : "saving";
}
