import type { Conversation } from "@pingback/api";
import { useMe } from "../../accounts/me";
import { useMembers } from "../../members/queries";
import { useThreadState } from "../thread/thread-state";
import type { useDraft } from "./drafts-store";
import { mentionsIn } from "./mentions";
import { outbox } from "./outbox-store";
import type { useUploads } from "./uploads";

export const LONGEST = 20_000;

interface Sent {
  conversation: Conversation;
  draft: ReturnType<typeof useDraft>;
  files: ReturnType<typeof useUploads>;
  onSent: () => void;
}

/** Puts what is written into the outbox, which sees to the rest. */
export function useSend({ conversation, draft, files, onSent }: Sent) {
  const me = useMe();
  const members = useMembers();
  const { seen } = useThreadState();
  const { kind, text } = draft;
  const content = text.trim();
  const isPrivate = kind === "note";
  const isReady =
    (content !== "" || files.attachments.length > 0) && !files.busy && [...content].length <= LONGEST;

  const send = () => {
    if (!isReady) return;
    const active = members.filter((member) => member.is_active && member.user_id !== me.user.id);
    outbox.add({
      key: crypto.randomUUID(),
      businessId: me.business.id,
      conversationId: conversation.id,
      content,
      attachments: files.attachments,
      isPrivate,
      mentions: isPrivate ? mentionsIn(content, active) : [],
      // A note crosses nobody's answer.
      seen: isPrivate ? null : seen.current,
      after: conversation.messages.at(-1)?.id ?? null,
    });
    draft.write(kind, "");
    files.clear();
    onSent();
  };
  return { send, isReady };
}
