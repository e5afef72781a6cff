import type { Conversation } from "@pingback/api";
import { Button, IconButton, part, usePopup } from "@pingback/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, RotateCcw } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { useMe } from "../../accounts/me";
import { useCommand, useKeyShortcut } from "../../keyboard/use-command";
import { useNavigate } from "../../routing";
import { t } from "../../texts";
import { useConversationStatus } from "../actions";
import { nextInList } from "./thread-next";
import styles from "./thread-resolve.module.css";

const EndingItems = part(() => import("./ending-items"));

interface ResolveButtonProps {
  conversation: Conversation;
  phone: boolean;
  onPickTime: () => void;
}

/** Resolve or Reopen, one and the same: what was pressed stays, with the focus on it. The other endings beside it. */
export function ResolveButton({ conversation, phone, onPickTime }: ResolveButtonProps) {
  const change = useConversationStatus(conversation);
  const next = useResolveAndNext(conversation);
  const first = useRef<HTMLButtonElement>(null);
  const shortcut = useKeyShortcut("resolve");
  const { status } = conversation;
  const done = status === "resolved" || status === "closed";
  const press = () => change.mutate(done ? "open" : "resolved");
  useCommand("resolve", press);
  useCommand("resolve_next", next, !done);

  // Close goes with its press; the way back takes the focus over.
  useEffect(() => {
    if (status === "closed" && document.activeElement === document.body) first.current?.focus();
  }, [status]);

  const Icon = done ? RotateCcw : Check;
  const label = done ? t.thread.reopen : t.thread.resolve;
  if (phone) {
    return (
      <IconButton ref={first} label={label} onPress={press}>
        <Icon size={20} strokeWidth={1.75} />
      </IconButton>
    );
  }
  return (
    <span className={styles.split} data-whole={done || undefined}>
      <Button
        ref={first}
        {...shortcut}
        size="small"
        icon={<Icon size={16} strokeWidth={1.75} aria-hidden />}
        busy={change.isPending && (change.variables === "open" || change.variables === "resolved")}
        onPress={press}
      >
        {label}
      </Button>
      {!done && (
        <Endings conversation={conversation} onPickTime={onPickTime} onResolve={press} onNext={next} />
      )}
    </span>
  );
}

export interface EndingsProps {
  conversation: Conversation;
  onPickTime: () => void;
  onResolve: () => void;
  onNext: () => void;
}

function Endings(props: EndingsProps) {
  const { popup, trigger, wasOpened } = usePopup("menu", EndingItems.load);
  return (
    <>
      <IconButton {...trigger} bordered label={t.thread.moreEndings}>
        <ChevronDown size={16} strokeWidth={1.75} />
      </IconButton>
      <Suspense>{wasOpened && <EndingItems popup={popup} {...props} />}</Suspense>
    </>
  );
}

function useResolveAndNext(conversation: Conversation) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const change = useConversationStatus(conversation);
  return () => {
    // Before it leaves the list.
    const next = nextInList(client, me.business.id, conversation.id);
    change.mutate("resolved");
    if (next === null) void navigate({ to: "/inbox", search: true });
    else void navigate({ to: "/inbox/$number", params: { number: String(next) }, search: true });
  };
}
