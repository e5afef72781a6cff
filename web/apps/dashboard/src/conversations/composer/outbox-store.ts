import type { Conversation } from "@pingback/api";
import { answer, api } from "../../api";
import { queryClient } from "../../query-client";
import { withMessage } from "../messages";
import { conversationKeys } from "../queries";
import { Outbox, type Outgoing } from "./outbox";

const KEY = "pingback.outbox";

export const outbox = new Outbox({
  post: ({ key, businessId, conversationId, content, attachments, isPrivate, mentions, seen }) =>
    answer(
      api.POST("/api/v1/conversations/{id}/messages", {
        params: { path: { id: conversationId } },
        body: {
          content,
          attachments: attachments.map(({ id }) => ({ id })),
          is_private: isPrivate,
          ...(mentions && mentions.length > 0 ? { mentions } : {}),
          ...(seen ? { seen_message_id: seen } : {}),
        },
        // The workspace it was written in, whichever is open by now.
        headers: { "Idempotency-Key": key, "X-Business-Id": businessId },
      }),
    ),
  onSent: ({ businessId, conversationId }, message) => {
    queryClient.setQueriesData<Conversation>({ queryKey: conversationKeys.threads(businessId) }, (thread) =>
      thread?.id === conversationId ? withMessage(thread, message) : thread,
    );
  },
  load: () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Outgoing[];
    } catch {
      return [];
    }
  },
  save: (entries) => {
    if (entries.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(entries));
  },
});
