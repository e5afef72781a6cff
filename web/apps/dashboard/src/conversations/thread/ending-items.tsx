import { MenuCard, MenuItem, MenuPopup, menuStyles, type Popup } from "@pingback/ui";
import { AlarmClock, Ban, Check, CheckCheck } from "lucide-react";
import { Menu, Separator, SubmenuTrigger } from "react-aria-components";
import { Keys } from "../../keyboard/keys";
import { useKeysOf } from "../../keyboard/use-command";
import { t } from "../../texts";
import { useConversationStatus } from "../actions";
import { SnoozeItems } from "./snooze-items";
import type { EndingsProps } from "./thread-resolve";

/** The ways in which a conversation ends. */
export default function EndingItems({
  popup,
  conversation,
  onPickTime,
  onResolve,
  onNext,
}: EndingsProps & { popup: Popup }) {
  const change = useConversationStatus(conversation);
  const keys = useKeysOf("resolve");
  const nextKeys = useKeysOf("resolve_next");
  return (
    <MenuPopup popup={popup} placement="bottom end">
      <Menu className={menuStyles.menu ?? ""} aria-label={t.thread.moreEndings}>
        <MenuItem
          label={t.thread.resolve}
          icon={<Check size={16} strokeWidth={1.75} />}
          end={<Keys keys={keys} />}
          onAction={onResolve}
        />
        <MenuItem
          label={t.thread.resolveAndNext}
          icon={<CheckCheck size={16} strokeWidth={1.75} />}
          end={<Keys keys={nextKeys} />}
          onAction={onNext}
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
    </MenuPopup>
  );
}
