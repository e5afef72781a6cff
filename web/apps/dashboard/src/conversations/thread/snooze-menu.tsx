import type { Conversation } from "@pingback/api";
import { IconButton, part, usePopup } from "@pingback/ui";
import { AlarmClock } from "lucide-react";
import { Suspense } from "react";
import { useCommand, useKeyShortcut } from "../../keyboard/use-command";
import { t } from "../../texts";

const SnoozeCard = part(() => import("./snooze-card"));

export function SnoozeMenu({
  conversation,
  onPickTime,
}: {
  conversation: Conversation;
  onPickTime: () => void;
}) {
  const { popup, trigger, wasOpened } = usePopup("menu", SnoozeCard.load);
  const shortcut = useKeyShortcut("snooze");
  // Where there is no room for the button, its menu would hang in the air.
  useCommand("snooze", () => (popup.button.current?.offsetParent ? popup.setOpen(true) : onPickTime()));
  return (
    <>
      <IconButton {...trigger} label={t.thread.snooze} {...shortcut}>
        <AlarmClock size={18} strokeWidth={1.75} />
      </IconButton>
      <Suspense>
        {wasOpened && <SnoozeCard popup={popup} conversation={conversation} onPickTime={onPickTime} />}
      </Suspense>
    </>
  );
}
