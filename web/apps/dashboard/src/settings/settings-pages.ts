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
import { t } from "../texts";

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
    title: t.settings.groups.you,
    items: [
      { to: "/settings/profile", label: t.settings.profile, Icon: UserRound },
      { to: "/settings/notifications", label: t.settings.notifications, Icon: Bell },
      { to: "/settings/keyboard", label: t.settings.keyboard, Icon: Keyboard },
      { to: "/settings/appearance", label: t.settings.appearance, Icon: MoonStar },
    ],
  },
  {
    title: t.settings.groups.workspace,
    items: [
      { to: "/settings/workspace", label: t.settings.general, Icon: Factory },
      { to: "/settings/team", label: t.settings.team, Icon: Users },
      { to: "/settings/widget", label: t.settings.widget, Icon: MessageCircle },
      { to: "/settings/labels", label: t.settings.labels, Icon: Tag },
      { to: "/settings/canned-replies", label: t.settings.cannedReplies, Icon: MessageSquareQuote },
    ],
  },
  {
    title: t.settings.groups.plan,
    items: [{ to: "/settings/usage", label: t.settings.usage, Icon: CreditCard }],
  },
];
