import type { Conversation, Member } from "@pingback/api";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useMe } from "../../accounts/me";
import { filled, searchReplies } from "../../canned-replies/placeholders";
import { useCannedReplies } from "../../canned-replies/queries";
import { useMembers } from "../../members/queries";
import { t } from "../../texts";
import type { DraftKind } from "./drafts";
import { handleOf } from "./mentions";
import { type Trigger, triggerAt } from "./trigger";

export interface Suggestion {
  id: string;
  label: string;
  description: string;
  member?: Member;
  /** What stands in the text instead of the mark and what was typed behind it. */
  text: string;
}

export interface Suggestions {
  isOpen: boolean;
  items: readonly Suggestion[];
  label: string;
  listId: string;
  active: number;
  activeId: string;
  optionId: (at: number) => string;
  choose: (at: number) => void;
  close: () => void;
  /** To be called whenever the caret may have moved. */
  look: () => void;
  /** True where the press was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

interface Writing {
  conversation: Conversation;
  kind: DraftKind;
  text: string;
  area: RefObject<HTMLTextAreaElement | null>;
  insert: (words: string, from: number, to: number) => void;
}

const MOST = 8;

/** Members after an @ in notes, canned replies after a slash; the focus stays in the text. */
export function useSuggestions({ conversation, kind, text, area, insert }: Writing): Suggestions {
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  /** Where the mark stands whose suggestions were sent away. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const trigger = caret === null ? null : triggerAt(text, Math.min(caret, text.length), kind === "note");
  const found = useFound(conversation, trigger);
  const items = trigger && trigger.from !== dismissed ? found : [];
  const isOpen = items.length > 0;
  const at = Math.min(active, items.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  const choose = (index: number) => {
    const item = items[index];
    if (!item || !trigger) return;
    setCaret(null);
    setActive(0);
    insert(item.text, trigger.from, trigger.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return false;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (step) setActive((at + step + items.length) % items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && plain) choose(at);
    else if (event.key === "Escape") setDismissed(trigger?.from ?? null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    isOpen,
    items,
    label: trigger?.mark === "@" ? t.composer.mentionList : t.composer.cannedList,
    listId,
    active: at,
    activeId: optionId(at),
    optionId,
    choose,
    close: () => setCaret(null),
    look: () => {
      const box = area.current;
      if (!box) return;
      const next = box.selectionStart === box.selectionEnd ? box.selectionEnd : null;
      if (next === caret) return;
      setCaret(next);
      setActive(0);
      // Another mark is another question.
      if (next === null || triggerAt(box.value, next, kind === "note")?.from !== dismissed)
        setDismissed(null);
    },
    onKeyDown,
  };
}

function useFound(conversation: Conversation, trigger: Trigger | null): Suggestion[] {
  const me = useMe();
  const members = useMembers().filter((member) => member.is_active);
  const replies = useCannedReplies();
  if (!trigger) return [];
  if (trigger.mark === "@") {
    const typed = trigger.typed.toLowerCase();
    return members
      .filter(({ name, user_id }) => user_id !== me.user.id && begins(name, typed))
      .slice(0, MOST)
      .map((member) => ({
        id: member.user_id,
        label: member.name,
        description: t.status.words[member.status],
        member,
        text: `@${handleOf(member, members)} `,
      }));
  }
  const parties = { customer: conversation.customer?.name ?? null, agent: me.user.full_name };
  return searchReplies(replies, trigger.typed)
    .slice(0, MOST)
    .map((reply) => {
      const text = filled(reply.content, parties);
      return { id: reply.id, label: `/${reply.shortcut}`, description: text, text };
    });
}

/** Any of the names begins like that. */
function begins(name: string, typed: string): boolean {
  const low = name.toLowerCase();
  return low.startsWith(typed) || low.split(/\s+/).some((word) => word.startsWith(typed));
}
