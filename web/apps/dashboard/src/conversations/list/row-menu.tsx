import { MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { Mail, MailOpen, SquareCheck } from "lucide-react";
import { useRef } from "react";
import { Menu } from "react-aria-components";
import { t } from "../../texts";
import { customerName } from "../customer-name";
import type { Listed } from "../fields";
import { useReadMark } from "../read-marks";

interface RowMenuProps {
  conversation: Listed;
  /** The row's button. */
  button: HTMLElement;
  isSelected: boolean;
  onSelect: (id: string, withRange: boolean) => void;
  onClose: () => void;
}

/** One menu for the whole list: it opens at the button of the row it is for. */
export default function RowMenu({ conversation, button, isSelected, onSelect, onClose }: RowMenuProps) {
  const anchor = useRef(button);
  const mark = useReadMark(conversation);
  const isUnread = (conversation.unread_count ?? 0) > 0;
  const name = t.lists.actions(customerName(conversation));
  return (
    <MenuCard
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={anchor}
      placement="bottom end"
      trigger="MenuTrigger"
    >
      <Menu className={menuStyles.menu ?? ""} aria-label={name} autoFocus="first" onClose={onClose}>
        <MenuItem
          id="read"
          label={isUnread ? t.lists.markRead : t.lists.markUnread}
          icon={isUnread ? <MailOpen size={16} strokeWidth={1.75} /> : <Mail size={16} strokeWidth={1.75} />}
          onAction={() => mark.mutate(!isUnread)}
        />
        <MenuItem
          id="select"
          label={isSelected ? t.lists.unpick : t.lists.pick}
          icon={<SquareCheck size={16} strokeWidth={1.75} />}
          onAction={() => onSelect(conversation.id, false)}
        />
      </Menu>
    </MenuCard>
  );
}
