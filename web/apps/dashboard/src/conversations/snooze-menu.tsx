import type { Conversation } from "@pingback/api";
import { IconButton, MenuCard } from "@pingback/ui";
import { AlarmClock } from "lucide-react";
import { useState } from "react";
import { MenuTrigger } from "react-aria-components";
import { useCommand, useKeyShortcut } from "../keyboard/use-command";
import { t } from "../texts";
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
  useCommand("snooze", () => setOpen(true));
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton label={t.thread.snooze} {...shortcut}>
        <AlarmClock size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom end">
        <SnoozeItems conversation={conversation} onPickTime={onPickTime} />
      </MenuCard>
    </MenuTrigger>
  );
}
