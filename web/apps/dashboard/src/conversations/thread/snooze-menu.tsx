import type { Conversation } from "@pingback/api";
import { IconButton, MenuCard } from "@pingback/ui";
import { AlarmClock } from "lucide-react";
import { useRef, useState } from "react";
import { MenuTrigger } from "react-aria-components";
import { useCommand, useKeyShortcut } from "../../keyboard/use-command";
import { t } from "../../texts";
import { SnoozeItems } from "./snooze-items";

export function SnoozeMenu({
  conversation,
  onPickTime,
}: {
  conversation: Conversation;
  onPickTime: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const shortcut = useKeyShortcut("snooze");
  const button = useRef<HTMLButtonElement>(null);
  // Where there is no room for the button, its menu would hang in the air.
  useCommand("snooze", () => (button.current?.offsetParent ? setOpen(true) : onPickTime()));
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton ref={button} label={t.thread.snooze} {...shortcut}>
        <AlarmClock size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom end">
        <SnoozeItems conversation={conversation} onPickTime={onPickTime} />
      </MenuCard>
    </MenuTrigger>
  );
}
