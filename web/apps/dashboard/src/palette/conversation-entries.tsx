import type { Conversation } from "@pingback/api";
import { Avatar, NoAvatar } from "@pingback/ui";
import {
  AlarmClock,
  Check,
  ChevronsUp,
  CornerUpLeft,
  Lock,
  type LucideIcon,
  MailOpen,
  StepForward,
  Tag,
  UserRoundPlus,
} from "lucide-react";
import { useMay, useMe } from "../accounts/me";
import { useAssign, useToggleLabel } from "../conversations/actions";
import { useBindings } from "../keyboard/bindings-store";
import type { CommandId } from "../keyboard/commands";
import { commandsOf } from "../keyboard/commands";
import { perform } from "../keyboard/registry";
import { useAble } from "../keyboard/use-command";
import { LabelDot } from "../labels/label-dot";
import { useLabels } from "../labels/queries";
import { useMembers } from "../members/queries";
import { t } from "../texts";
import { keyboard } from "../texts/keyboard";
import { palette } from "../texts/palette";
import type { Entry } from "./entry";

const ICONS: Partial<Record<CommandId, LucideIcon>> = {
  reply: CornerUpLeft,
  note: Lock,
  assign: UserRoundPlus,
  resolve: Check,
  resolve_next: StepForward,
  snooze: AlarmClock,
  labels: Tag,
  priority: ChevronsUp,
  unread: MailOpen,
};

/** What somebody on the page can do with the open conversation, by its keys. */
export function useCommandEntries(): Entry[] {
  const able = useAble();
  const bindings = useBindings();
  return (
    commandsOf("conversation")
      // Whom to assign to stands below, one line each.
      .filter(({ id }) => able.has(id) && id !== "assign")
      .map(({ id }) => {
        const Icon = ICONS[id] ?? Check;
        return {
          id: `command:${id}`,
          section: "conversation",
          title: keyboard.commands[id],
          icon: <Icon size={16} strokeWidth={1.75} />,
          keys: bindings[id],
          run: () => void perform(id),
        };
      })
  );
}

export function useAssignEntries(conversation: Conversation): Entry[] {
  const me = useMe();
  const may = useMay("conversation.assign");
  const assign = useAssign(conversation);
  const members = useMembers().filter((m) => m.is_active);
  if (!may) return [];
  const own = members.filter((m) => m.user_id === me.user.id);
  const others = members.filter((m) => m.user_id !== me.user.id);
  const entries = [...own, ...others]
    .filter((m) => m.user_id !== conversation.assignee_id)
    .map((member): Entry => {
      const self = member.user_id === me.user.id;
      return {
        id: `assign:${member.user_id}`,
        section: "assign",
        title: self ? palette.toMe : palette.to(member.name),
        ...(self ? { also: member.name } : {}),
        icon: <Avatar name={member.name} url={member.avatar_url} size={20} status={member.status} />,
        end: palette.load(t.status.words[member.status], t.assignee.open(member.open_conversations)),
        run: () => assign.mutate(member),
      };
    });
  if (conversation.assignee_id) {
    entries.push({
      id: "assign:nobody",
      section: "assign",
      title: palette.unassign,
      icon: <NoAvatar size={20} />,
      run: () => assign.mutate(null),
    });
  }
  return entries;
}

export function useLabelEntries(conversation: Conversation): Entry[] {
  const labels = useLabels();
  const toggle = useToggleLabel(conversation);
  const on = conversation.label_ids;
  return labels.map((label) => {
    const has = on.includes(label.id);
    return {
      id: `label:${label.id}`,
      section: "labels",
      title: has ? palette.removeLabel(label.name) : palette.addLabel(label.name),
      icon: <LabelDot color={label.color} />,
      run: () => toggle(label.id, !has),
    };
  });
}
