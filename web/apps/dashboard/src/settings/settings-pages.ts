import {
  Bell,
  CreditCard,
  Factory,
  Keyboard,
  type LucideIcon,
  MessageCircle,
  MessageSquareQuote,
  MoonStar,
  Tag,
  UserRound,
  Users,
} from "lucide-react";
import { settings as settingsWords } from "../texts/settings";

interface Page {
  to:
    | "/settings/profile"
    | "/settings/notifications"
    | "/settings/keyboard"
    | "/settings/appearance"
    | "/settings/workspace"
    | "/settings/team"
    | "/settings/widget"
    | "/settings/labels"
    | "/settings/canned-replies"
    | "/settings/usage";
  label: string;
  Icon: LucideIcon;
}

/** The pages of the settings, as their navigation and the palette show them. */
export const SETTINGS: readonly { title: string; items: readonly Page[] }[] = [
  {
    title: settingsWords.groups.you,
    items: [
      { to: "/settings/profile", label: settingsWords.profile, Icon: UserRound },
      { to: "/settings/notifications", label: settingsWords.notifications, Icon: Bell },
      { to: "/settings/keyboard", label: settingsWords.keyboard, Icon: Keyboard },
      { to: "/settings/appearance", label: settingsWords.appearance, Icon: MoonStar },
    ],
  },
  {
    title: settingsWords.groups.workspace,
    items: [
      { to: "/settings/workspace", label: settingsWords.general, Icon: Factory },
      { to: "/settings/team", label: settingsWords.team, Icon: Users },
      { to: "/settings/widget", label: settingsWords.widget, Icon: MessageCircle },
      { to: "/settings/labels", label: settingsWords.labels, Icon: Tag },
      { to: "/settings/canned-replies", label: settingsWords.cannedReplies, Icon: MessageSquareQuote },
    ],
  },
  {
    title: settingsWords.groups.plan,
    items: [{ to: "/settings/usage", label: settingsWords.usage, Icon: CreditCard }],
  },
];
