import { drafts } from "./drafts-store";
import type { Outgoing } from "./outbox";
import { outbox } from "./outbox-store";
import { giveBack } from "./uploads";

/** Puts what was not sent back into the composer, before whatever stands there by now. */
export function takeBack(outgoing: Outgoing, userId: string) {
  const { key, businessId, conversationId, content, attachments, isPrivate } = outgoing;
  const place = { userId, businessId, conversationId };
  const kind = isPrivate ? "note" : "reply";
  const draft = drafts.get(place)[kind];
  drafts.write(place, kind, [content, draft].filter(Boolean).join("\n"));
  drafts.choose(place, kind);
  giveBack(conversationId, attachments);
  outbox.discard(key);
}
