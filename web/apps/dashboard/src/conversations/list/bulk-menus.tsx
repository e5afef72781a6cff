import type { Member, Priority } from "@pingback/api";
import { Avatar, IconButton, MenuItem, MenuPopup, menuStyles, NoAvatar, usePopup } from "@pingback/ui";
import { AlarmClock, SignalHigh, UserRoundPlus } from "lucide-react";
import type { ReactNode } from "react";
import { Menu } from "react-aria-components";
import { useMembers } from "../../members/queries";
import { t } from "../../texts";
import { moment } from "../../texts/times";
import { PRIORITIES } from "../fields";
import { PriorityMark } from "../priority-mark";
import { snoozeTimes } from "../thread/snooze";

const NOBODY = "nobody";

export function BulkAssign({ onChoose }: { onChoose: (member: Member | null) => void }) {
  const members = useMembers().filter((m) => m.is_active);
  return (
    <MenuButton label={t.lists.assign} icon={<UserRoundPlus size={18} strokeWidth={1.75} />}>
      <Menu
        className={menuStyles.menu ?? ""}
        aria-label={t.lists.assign}
        onAction={(key) => onChoose(members.find((m) => m.user_id === key) ?? null)}
      >
        {members.map((member) => (
          <MenuItem
            key={member.user_id}
            id={member.user_id}
            label={member.name}
            icon={<Avatar name={member.name} size={20} status={member.status} />}
            end={t.assignee.open(member.open_conversations)}
          />
        ))}
        <MenuItem id={NOBODY} label={t.conversations.unassigned} icon={<NoAvatar size={20} />} />
      </Menu>
    </MenuButton>
  );
}

export function BulkPriority({ onChoose }: { onChoose: (priority: Priority | null) => void }) {
  return (
    <MenuButton label={t.lists.priority} icon={<SignalHigh size={18} strokeWidth={1.75} />}>
      <Menu
        className={menuStyles.menu ?? ""}
        aria-label={t.lists.priority}
        onAction={(key) => onChoose(PRIORITIES.find((p) => p === key) ?? null)}
      >
        {PRIORITIES.map((priority) => (
          <MenuItem
            key={priority}
            id={priority}
            label={t.lists.priorities[priority]}
            icon={<PriorityMark priority={priority} />}
          />
        ))}
        <MenuItem id="none" label={t.lists.noPriority} icon={<span />} />
      </Menu>
    </MenuButton>
  );
}

/** `null`: until the customer writes. */
export function BulkSnooze({ onChoose }: { onChoose: (until: string | null) => void }) {
  return (
    <MenuButton label={t.lists.snooze} icon={<AlarmClock size={18} strokeWidth={1.75} />}>
      <SnoozeTimes onChoose={onChoose} />
    </MenuButton>
  );
}

function MenuButton({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  const { popup, trigger } = usePopup("menu");
  return (
    <>
      <IconButton {...trigger} label={label}>
        {icon}
      </IconButton>
      <MenuPopup popup={popup} placement="bottom start">
        {children}
      </MenuPopup>
    </>
  );
}

/** Made anew each time the menu opens: "later today" is not what it was. */
function SnoozeTimes({ onChoose }: { onChoose: (until: string | null) => void }) {
  const now = new Date();
  const { laterToday, tomorrow, nextMonday } = snoozeTimes(now);
  const times: [string, Date | null][] = [
    [t.lists.laterToday, laterToday],
    [t.lists.tomorrow, tomorrow],
    [t.lists.nextMonday, nextMonday],
  ];
  return (
    <Menu
      className={menuStyles.menu ?? ""}
      aria-label={t.lists.snooze}
      onAction={(key) => onChoose(key === "reply" ? null : String(key))}
    >
      {times.map(
        ([label, until]) =>
          until && (
            <MenuItem
              key={label}
              id={until.toISOString()}
              label={label}
              end={moment(until.toISOString(), now.getTime())}
            />
          ),
      )}
      <MenuItem id="reply" label={t.lists.untilReply} />
    </Menu>
  );
}
