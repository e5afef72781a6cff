import type { Conversation } from "@pingback/api";
import { MenuCard, MenuItem, MenuPopup, menuStyles, type Popup } from "@pingback/ui";
import { AlarmClock, Ban, Flag, MailOpen, PanelRight, Tag } from "lucide-react";
import { Menu, Separator, SubmenuTrigger } from "react-aria-components";
import { Keys } from "../../keyboard/keys";
import { useKeysOf } from "../../keyboard/use-command";
import { t } from "../../texts";
import { useChangeConversation, useConversationStatus } from "../actions";
import { asPriority, PRIORITY_OPTIONS, type PriorityOption } from "../priority-options";
import { SnoozeItems } from "./snooze-items";
import type { MoreMenuProps } from "./thread-more";

interface MoreItemsProps extends MoreMenuProps {
  popup: Popup;
  /** Null where the customer wrote nothing yet. */
  onUnread: (() => void) | null;
}

export default function MoreItems({
  popup,
  conversation,
  phone,
  onChoose,
  onDetails,
  onUnread,
}: MoreItemsProps) {
  const status = useConversationStatus(conversation);
  const labelKeys = useKeysOf("labels");
  const unreadKeys = useKeysOf("unread");
  return (
    <MenuPopup popup={popup} placement="bottom end">
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
        {onUnread && (
          <MenuItem
            label={t.thread.markUnread}
            icon={<MailOpen size={16} strokeWidth={1.75} />}
            end={<Keys keys={unreadKeys} />}
            onAction={onUnread}
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
    </MenuPopup>
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
