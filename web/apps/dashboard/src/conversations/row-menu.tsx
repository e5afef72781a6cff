import { MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { Ellipsis, Mail, MailOpen, SquareCheck } from "lucide-react";
import { Button, Menu, MenuTrigger } from "react-aria-components";
import { t } from "../texts";
import styles from "./conversation-row.module.css";
import { customerName } from "./customer-name";
import type { Listed } from "./fields";
import { useReadMark } from "./read-marks";

interface RowMenuProps {
  conversation: Listed;
  isSelected: boolean;
  onSelect: (id: string, withRange: boolean) => void;
}

export function RowMenu({ conversation, isSelected, onSelect }: RowMenuProps) {
  const mark = useReadMark(conversation);
  const isUnread = (conversation.unread_count ?? 0) > 0;
  return (
    <MenuTrigger>
      <Button className={styles.more ?? ""} aria-label={t.lists.actions(customerName(conversation))}>
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
      </Button>
      <MenuCard placement="bottom end">
        <Menu className={menuStyles.menu ?? ""} aria-label={t.lists.actions(customerName(conversation))}>
          <MenuItem
            id="read"
            label={isUnread ? t.lists.markRead : t.lists.markUnread}
            icon={
              isUnread ? <MailOpen size={16} strokeWidth={1.75} /> : <Mail size={16} strokeWidth={1.75} />
            }
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
    </MenuTrigger>
  );
}
