import type { Member, Priority } from "@pingback/api";
import { Avatar, IconButton, MenuCard, MenuItem, menuStyles, NoAvatar } from "@pingback/ui";
import { AlarmClock, SignalHigh, UserRoundPlus } from "lucide-react";
import { Menu, MenuTrigger } from "react-aria-components";
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
    <MenuTrigger>
      <IconButton label={t.lists.assign}>
        <UserRoundPlus size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom start">
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
      </MenuCard>
    </MenuTrigger>
  );
}

export function BulkPriority({ onChoose }: { onChoose: (priority: Priority | null) => void }) {
  return (
    <MenuTrigger>
      <IconButton label={t.lists.priority}>
        <SignalHigh size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom start">
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
      </MenuCard>
    </MenuTrigger>
  );
}

/** `null`: until the customer writes. */
export function BulkSnooze({ onChoose }: { onChoose: (until: string | null) => void }) {
  return (
    <MenuTrigger>
      <IconButton label={t.lists.snooze}>
        <AlarmClock size={18} strokeWidth={1.75} />
      </IconButton>
      <MenuCard placement="bottom start">
        <SnoozeTimes onChoose={onChoose} />
      </MenuCard>
    </MenuTrigger>
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
