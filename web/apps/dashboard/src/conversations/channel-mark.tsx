import { Globe, type LucideIcon, Mail, MessageCircle, Smartphone } from "lucide-react";
import { t } from "../texts";

const MARKS: Record<string, LucideIcon> = { widget: Globe, webchat: Globe, email: Mail, sms: Smartphone };

export function ChannelMark({ type, size = 12 }: { type: string; size?: number }) {
  const Icon = MARKS[type] ?? MessageCircle;
  return <Icon size={size} strokeWidth={size <= 14 ? 2 : 1.75} aria-hidden />;
}

export const channelName = (type: string): string => t.conversations.channels[type] ?? type;
