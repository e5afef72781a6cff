import type { Customer, MemberStatus } from "@pingback/api";
import { Avatar, StatusMark } from "@pingback/ui";
import {
  AlarmClock,
  AtSign,
  Bell,
  Hand,
  Inbox,
  Keyboard,
  Layers,
  type LucideIcon,
  MessageSquare,
  Monitor,
  Moon,
  Search,
  Settings,
  Sun,
  Users,
} from "lucide-react";
import { useMe } from "../accounts/me";
import { customerName } from "../conversations/customer-name";
import { useSetStatus } from "../frame/status-menu";
import { setTheme, type Theme, useTheme } from "../frame/theme";
import { useBindings } from "../keyboard/bindings-store";
import { type CommandId, commandsOf } from "../keyboard/commands";
import { perform } from "../keyboard/registry";
import { useAble } from "../keyboard/use-command";
import { useOwnMember } from "../members/queries";
import { useNavigate } from "../routing";
import { SETTINGS } from "../settings/settings-pages";
import { t } from "../texts";
import { keyboard } from "../texts/keyboard";
import { palette } from "../texts/palette";
import type { Entry } from "./entry";
import { useFound } from "./search";

const icon = (Icon: LucideIcon) => <Icon size={16} strokeWidth={1.75} />;

const ICONS: Partial<Record<CommandId, LucideIcon>> = {
  go_inbox: Inbox,
  go_mine: Inbox,
  go_unassigned: Hand,
  go_all: Layers,
  go_mentions: AtSign,
  go_snoozed: AlarmClock,
  go_team: Users,
  go_settings: Settings,
  search: Search,
  keys: Keyboard,
};

/** The pages of the settings have entries of their own. */
const GENERAL: readonly CommandId[] = ["search", "keys"];

export function useGoEntries(): Entry[] {
  const able = useAble();
  const bindings = useBindings();
  const navigate = useNavigate();
  const command = (id: CommandId, section: "go" | "general"): Entry => ({
    id: `command:${id}`,
    section,
    title: keyboard.commands[id],
    icon: icon(ICONS[id] ?? Bell),
    keys: bindings[id],
    run: () => void perform(id),
  });
  const places = commandsOf("go")
    .filter(({ id }) => able.has(id) && id !== "go_team")
    .map(({ id }) => command(id, "go"));
  const pages = SETTINGS.flatMap((group) => group.items).map(
    ({ to, label, Icon }): Entry => ({
      id: `page:${to}`,
      section: "go",
      title: palette.settings(label),
      icon: icon(Icon),
      ...(to === "/settings/team" ? { keys: bindings.go_team } : {}),
      run: () => void navigate({ to }),
    }),
  );
  return [...places, ...pages, ...GENERAL.filter((id) => able.has(id)).map((id) => command(id, "general"))];
}

const STATUSES: readonly MemberStatus[] = ["live", "away", "offline"];

export function useStatusEntries(): Entry[] {
  const own = useOwnMember();
  const set = useSetStatus();
  return STATUSES.filter((status) => status !== own?.status).map((status) => ({
    id: `status:${status}`,
    section: "status",
    title: palette.goLive(t.status.words[status]),
    icon: <StatusMark status={status} size={11} />,
    run: () => set.mutate(status),
  }));
}

const THEMES: readonly { id: Theme; Icon: LucideIcon }[] = [
  { id: "light", Icon: Sun },
  { id: "dark", Icon: Moon },
  { id: "system", Icon: Monitor },
];

export function useThemeEntries(): Entry[] {
  const theme = useTheme();
  return THEMES.map(({ id, Icon }) => ({
    id: `theme:${id}`,
    section: "appearance",
    title: palette.theme(t.status.themes[id]),
    also: t.status.appearance,
    icon: icon(Icon),
    ...(id === theme ? { end: palette.current } : {}),
    run: () => setTheme(id),
  }));
}

/** What the server finds among conversations and the people who wrote them. */
export function useFoundEntries(text: string) {
  const me = useMe();
  const navigate = useNavigate();
  const { found, isSearching, isError } = useFound(me.business.id, text);
  const conversations = (found?.conversations ?? []).map(({ conversation, match }): Entry => {
    const name = customerName(conversation);
    return {
      id: `conversation:${conversation.id}`,
      section: "conversations",
      title: name,
      end: palette.scope(conversation.number, t.conversations.statuses[conversation.status]),
      icon: icon(MessageSquare),
      parts:
        match.field === "message"
          ? [
              { text: `${name}: `, isMatch: false },
              ...match.parts.map((p) => ({ text: p.text, isMatch: p.is_match })),
            ]
          : match.parts.map((p) => ({ text: p.text, isMatch: p.is_match })),
      run: () => void navigate({ to: "/inbox/$number", params: { number: String(conversation.number) } }),
    };
  });
  const people = (found?.customers ?? []).map((customer: Customer): Entry => {
    const title = customer.name ?? customer.email ?? t.conversations.noCustomerName;
    return {
      id: `customer:${customer.id}`,
      section: "people",
      title,
      icon: <Avatar name={customer.name} seed={customer.id} size={20} />,
      end: customer.name ? (customer.email ?? undefined) : undefined,
      parts: [{ text: title, isMatch: false }],
      run: () =>
        void navigate({ to: "/inbox", search: { customer: customer.id, status: "any", sort: "newest" } }),
    };
  });
  return { entries: [...people, ...conversations], isSearching, isError };
}
