import type { Conversation } from "@pingback/api";
import { IconButton, MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { AlarmClock, Ban, Ellipsis, Flag, MailOpen, PanelRight, Tag } from "lucide-react";
import { Menu, MenuTrigger, Separator, SubmenuTrigger } from "react-aria-components";
import { Keys } from "../../keyboard/keys";
import { useCommand, useKeysOf } from "../../keyboard/use-command";
import { t } from "../../texts";
import { useChangeConversation, useConversationStatus, useMarkUnread } from "../actions";
import { SnoozeItems } from "./snooze-items";
import { asPriority, type Choice, PRIORITY_OPTIONS, type PriorityOption } from "./thread-choice-dialog";
import { useThreadState } from "./thread-state";

interface MoreMenuProps {
  conversation: Conversation;
  phone: boolean;
  onChoose: (choice: Choice) => void;
  onDetails: () => void;
}

/** What is done less often; on a phone, everything there is no room for. */
export function MoreMenu({ conversation, phone, onChoose, onDetails }: MoreMenuProps) {
  const status = useConversationStatus(conversation);
  const unread = useMarkUnread(conversation);
  const { keepUnread } = useThreadState();
  const newest = conversation.messages.findLast((m) => m.sender_type === "customer");
  const markUnread = () => {
    if (!newest) return;
    // First, or the page would read it again as soon as the server says that it is not.
    keepUnread(newest.id);
    unread.mutate(undefined, { onError: () => keepUnread(null) });
  };
  useCommand("unread", markUnread, newest !== undefined);
  useCommand("labels", () => onChoose("labels"));
  useCommand("priority", () => onChoose("priority"));
  const labelKeys = useKeysOf("labels");
  const unreadKeys = useKeysOf("unread");
  return (
    <MenuTrigger>
      <IconButton label={t.thread.more}>
        <Ellipsis size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom end">
        <Menu className={menuStyles.menu ?? ""} aria-label={t.thread.more}>
          {phone && (
            <MenuItem
              label={t.thread.details}
              icon={<PanelRight size={16} strokeWidth={1.75} />}
              onAction={onDetails}
            />
          )}
          <SubmenuTrigger>
            <MenuItem label={t.thread.snooze} icon={<AlarmClock size={16} strokeWidth={1.75} />} />
            <MenuCard>
              <SnoozeItems conversation={conversation} onPickTime={() => onChoose("time")} />
            </MenuCard>
          </SubmenuTrigger>
          <MenuItem
            label={t.thread.labels}
            icon={<Tag size={16} strokeWidth={1.75} />}
            end={<Keys keys={labelKeys} />}
            onAction={() => onChoose("labels")}
          />
          <SubmenuTrigger>
            <MenuItem
              label={t.thread.priority}
              icon={<Flag size={16} strokeWidth={1.75} />}
              end={t.thread.priorities[conversation.priority ?? "none"]}
            />
            <MenuCard>
              <PriorityItems conversation={conversation} />
            </MenuCard>
          </SubmenuTrigger>
          {newest && (
            <MenuItem
              label={t.thread.markUnread}
              icon={<MailOpen size={16} strokeWidth={1.75} />}
              end={<Keys keys={unreadKeys} />}
              onAction={markUnread}
            />
          )}
          {phone && conversation.status !== "closed" && (
            <>
              <Separator className={menuStyles.separator ?? ""} />
              <MenuItem
                label={t.thread.close}
                description={t.thread.closeHint}
                icon={<Ban size={16} strokeWidth={1.75} />}
                onAction={() => status.mutate("closed")}
              />
            </>
          )}
        </Menu>
      </MenuCard>
    </MenuTrigger>
  );
}

function PriorityItems({ conversation }: { conversation: Conversation }) {
  const change = useChangeConversation(conversation);
  const current = conversation.priority ?? "none";
  return (
    <Menu
      className={menuStyles.menu ?? ""}
      aria-label={t.thread.priority}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[current]}
      onSelectionChange={(keys) => {
        const chosen = [...keys][0] as PriorityOption | undefined;
        if (chosen && chosen !== current) change.mutate({ priority: asPriority(chosen) });
      }}
    >
      {PRIORITY_OPTIONS.map(({ id, label }) => (
        <MenuItem key={id} id={id} label={label} />
      ))}
    </Menu>
  );
}
