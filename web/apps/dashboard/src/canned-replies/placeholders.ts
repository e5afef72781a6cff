import { firstName } from "../members/queries";
import { t } from "../texts";

/** Whom a text is from and to; a customer may have no name. */
export interface Parties {
  customer: string | null;
  agent: string;
}

/** The text with the people's names in it; what is no placeholder stays as it is. */
export function filled(content: string, { customer, agent }: Parties): string {
  const to = customer?.trim() || t.composer.visitor;
  const names: Record<string, string> = {
    "customer.name": to,
    "customer.first_name": customer?.trim() ? firstName(to) : to,
    "agent.name": agent,
    "agent.first_name": firstName(agent),
  };
  return content.replace(/\{\{\s*([a-z_.]+)\s*\}\}/g, (whole, name: string) => names[name] ?? whole);
}

interface Searched {
  shortcut: string;
  content: string;
}

/** Those whose shortcut or text has what was typed; where the shortcut begins with it, first. */
export function searchReplies<R extends Searched>(replies: readonly R[], typed: string): R[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ shortcut, content }: Searched) => {
    if (shortcut.toLowerCase().startsWith(wanted)) return 0;
    if (shortcut.toLowerCase().includes(wanted)) return 1;
    return content.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.reply);
}
