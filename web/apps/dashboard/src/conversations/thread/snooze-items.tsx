import type { Conversation } from "@pingback/api";
import { MenuItem, menuStyles } from "@pingback/ui";
import { AlarmClockOff, CalendarClock, MessageSquareReply, Moon, Sunrise } from "lucide-react";
import { Menu, Separator } from "react-aria-components";
import { t } from "../../texts";
import { moment, time } from "../../texts/times";
import { useChangeConversation, useConversationStatus } from "../actions";
import { snoozeTimes } from "./snooze";

export interface SnoozeItemsProps {
  conversation: Conversation;
  onPickTime: () => void;
}

/** Until when; each with the time it means. */
export function SnoozeItems({ conversation, onPickTime }: SnoozeItemsProps) {
  const change = useChangeConversation(conversation);
  const status = useConversationStatus(conversation);
  const now = new Date();
  const { laterToday, tomorrow, nextMonday } = snoozeTimes(now);
  const words = t.thread.snoozes;
  const until = (day: Date) => change.mutate({ snoozed_until: day.toISOString() });
  const day = (at: Date) => moment(at.toISOString(), now.getTime()).replace(/^[a-z]/, (c) => c.toUpperCase());
  return (
    <Menu className={menuStyles.menu ?? ""} aria-label={t.thread.snooze}>
      {laterToday && (
        <MenuItem
          label={words.laterToday}
          icon={<Moon size={16} strokeWidth={1.75} />}
          end={time(laterToday.toISOString())}
          onAction={() => until(laterToday)}
        />
      )}
      <MenuItem
        label={words.tomorrow}
        icon={<Sunrise size={16} strokeWidth={1.75} />}
        end={time(tomorrow.toISOString())}
        onAction={() => until(tomorrow)}
      />
      {nextMonday && (
        <MenuItem
          label={words.nextMonday}
          icon={<Sunrise size={16} strokeWidth={1.75} />}
          end={day(nextMonday)}
          onAction={() => until(nextMonday)}
        />
      )}
      <MenuItem
        label={words.pick}
        icon={<CalendarClock size={16} strokeWidth={1.75} />}
        onAction={onPickTime}
      />
      <Separator className={menuStyles.separator ?? ""} />
      {conversation.status === "pending" ? (
        <MenuItem
          label={words.wakeUp}
          icon={<AlarmClockOff size={16} strokeWidth={1.75} />}
          onAction={() => status.mutate("open")}
        />
      ) : (
        <MenuItem
          label={words.untilReply}
          icon={<MessageSquareReply size={16} strokeWidth={1.75} />}
          onAction={() => status.mutate("pending")}
        />
      )}
    </Menu>
  );
}
