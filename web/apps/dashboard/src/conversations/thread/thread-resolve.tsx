import type { Conversation } from "@pingback/api";
import { Button, IconButton, MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { AlarmClock, Ban, Check, CheckCheck, ChevronDown, RotateCcw } from "lucide-react";
import { useEffect, useRef } from "react";
import { Menu, MenuTrigger, Separator, SubmenuTrigger } from "react-aria-components";
import { useMe } from "../../accounts/me";
import { Keys } from "../../keyboard/keys";
import { useCommand, useKeyShortcut, useKeysOf } from "../../keyboard/use-command";
import { t } from "../../texts";
import { useConversationStatus } from "../actions";
import { SnoozeItems } from "./snooze-items";
import { nextInList } from "./thread-next";
import styles from "./thread-resolve.module.css";

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
  const keys = useKeysOf("resolve");
  const nextKeys = useKeysOf("resolve_next");
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
        <MenuTrigger>
          <IconButton bordered label={t.thread.moreEndings}>
            <ChevronDown size={16} strokeWidth={1.75} />
          </IconButton>
          <MenuCard placement="bottom end">
            <Menu className={menuStyles.menu ?? ""} aria-label={t.thread.moreEndings}>
              <MenuItem
                label={t.thread.resolve}
                icon={<Check size={16} strokeWidth={1.75} />}
                end={<Keys keys={keys} />}
                onAction={press}
              />
              <MenuItem
                label={t.thread.resolveAndNext}
                icon={<CheckCheck size={16} strokeWidth={1.75} />}
                end={<Keys keys={nextKeys} />}
                onAction={next}
              />
              <SubmenuTrigger>
                <MenuItem label={t.thread.snooze} icon={<AlarmClock size={16} strokeWidth={1.75} />} />
                <MenuCard>
                  <SnoozeItems conversation={conversation} onPickTime={onPickTime} />
                </MenuCard>
              </SubmenuTrigger>
              <Separator className={menuStyles.separator ?? ""} />
              <MenuItem
                label={t.thread.close}
                description={t.thread.closeHint}
                icon={<Ban size={16} strokeWidth={1.75} />}
                onAction={() => change.mutate("closed")}
              />
            </Menu>
          </MenuCard>
        </MenuTrigger>
      )}
    </span>
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
