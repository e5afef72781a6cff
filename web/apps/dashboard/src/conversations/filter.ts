import type { ChannelType, ConversationStatus, Priority } from "@pingback/api";
import { type Listed, PRIORITIES } from "./fields";

export type Tab = "mine" | "unassigned" | "all";
export type Sort = "wait" | "newest" | "oldest";

/** What a list shows, and what comes first. `null` and "any" are all the same to it. */
export interface Filter {
  tab: Tab;
  status: ConversationStatus | "any";
  channel: ChannelType | null;
  label: string | null;
  priority: Priority | null;
  /** Only those with a note that mentions the caller. */
  mentioned: boolean;
  /** Only those whose customer waits at least so many minutes. */
  over: number | null;
  /** Only what this member holds; with the tab `all`. */
  holder: string | null;
  /** Only one customer's. */
  customer: string | null;
  sort: Sort;
}

export const TABS: readonly Tab[] = ["mine", "unassigned", "all"];
export const STATUSES: readonly Filter["status"][] = ["open", "pending", "resolved", "closed", "any"];
/** In the order in which they are offered. */
export const CHANNELS: readonly ChannelType[] = [
  "widget",
  "whatsapp",
  "email",
  "instagram",
  "telegram",
  "x",
  "sms",
];
export const SORTS: readonly Sort[] = ["wait", "newest", "oldest"];

export const DEFAULT: Filter = {
  tab: "all",
  status: "open",
  channel: null,
  label: null,
  priority: null,
  mentioned: false,
  over: null,
  holder: null,
  customer: null,
  sort: "wait",
};

/** What only the caller's page knows. */
export interface Judge {
  myId: string;
  now: number;
  /** Whether the conversation is in that list so far. */
  wasIn?: boolean;
  /** The note that just came mentions the caller. */
  mentionsMe?: boolean;
}

const MINUTE = 60_000;

/**
 * The same question that the server answers for a list, asked of a conversation an event told about. `null`:
 * only the server can say, since conversations do not tell whom their notes mention.
 */
export function matches(conversation: Listed, filter: Filter, judge: Judge): boolean | null {
  const { assignee_id, status, channel_type, label_ids, priority, waiting_since } = conversation;
  if (filter.status !== "any" && status !== filter.status) return false;
  if (filter.tab === "mine" && assignee_id !== judge.myId) return false;
  if (filter.tab === "unassigned" && assignee_id !== null) return false;
  if (filter.holder !== null && assignee_id !== filter.holder) return false;
  if (filter.customer !== null && conversation.customer_id !== filter.customer) return false;
  if (filter.channel !== null && channel_type !== filter.channel) return false;
  if (filter.label !== null && !label_ids.includes(filter.label)) return false;
  if (filter.priority !== null && priority !== filter.priority) return false;
  if (filter.over !== null) {
    if (waiting_since === null || judge.now - Date.parse(waiting_since) < filter.over * MINUTE) return false;
  }
  if (filter.mentioned && !judge.wasIn && !judge.mentionsMe) return null;
  return true;
}

/** Of an older version's page, or typed by hand: whatever is unknown is left out. */
export type Search = {
  tab?: Tab;
  status?: Filter["status"];
  channel?: ChannelType | "any";
  label?: string;
  priority?: Priority | "any";
  mentioned?: "yes" | "any";
  over?: string;
  holder?: string;
  customer?: string;
  sort?: Sort;
  /** A saved view; the other members then say how the list differs from it. */
  view?: string;
};

const ANY = "any";

function one<T extends string>(value: unknown, of: readonly T[]): T | undefined {
  return of.find((known) => known === value);
}

function word(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/** The address's query as the inbox understands it. */
export function readSearch(search: Record<string, unknown>): Search {
  const read: { [K in keyof Search]: Search[K] | undefined } = {
    tab: one(search.tab, TABS),
    status: one(search.status, STATUSES),
    channel: one(search.channel, [...CHANNELS, ANY]),
    label: word(search.label),
    priority: one(search.priority, [...PRIORITIES, ANY]),
    mentioned: one(search.mentioned, ["yes", ANY]),
    over: /^(\d{1,5}|any)$/.test(String(search.over)) ? String(search.over) : undefined,
    holder: word(search.holder),
    customer: word(search.customer),
    sort: one(search.sort, SORTS),
    view: word(search.view),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const orNull = (value: string) => (value === ANY ? null : value);

/** The filter that an address stands for; `base` is the saved view's, or the usual one. */
export function filterOf(search: Search, base: Filter = DEFAULT): Filter {
  const { tab, status, channel, label, priority, mentioned, over, holder, customer, sort } = search;
  return {
    tab: tab ?? base.tab,
    status: status ?? base.status,
    channel: channel === undefined ? base.channel : channel === ANY ? null : channel,
    label: label === undefined ? base.label : orNull(label),
    priority: priority === undefined ? base.priority : priority === ANY ? null : priority,
    mentioned: mentioned === undefined ? base.mentioned : mentioned === "yes",
    over: over === undefined ? base.over : over === ANY ? null : Number(over),
    holder: holder === undefined ? base.holder : orNull(holder),
    customer: customer === undefined ? base.customer : orNull(customer),
    sort: sort ?? base.sort,
  };
}

/** The address of a filter: only what differs from `base` is in it. */
export function searchOf(filter: Filter, base: Filter = DEFAULT, view?: string): Search {
  const search: Search = {
    tab: filter.tab,
    status: filter.status,
    channel: filter.channel ?? ANY,
    label: filter.label ?? ANY,
    priority: filter.priority ?? ANY,
    mentioned: filter.mentioned ? "yes" : ANY,
    over: filter.over === null ? ANY : String(filter.over),
    holder: filter.holder ?? ANY,
    customer: filter.customer ?? ANY,
    sort: filter.sort,
  };
  const differing = Object.entries(search).filter(
    ([key]) => filter[key as keyof Filter] !== base[key as keyof Filter],
  );
  return { ...Object.fromEntries(differing), ...(view ? { view } : {}) };
}

export const sameFilter = (a: Filter, b: Filter): boolean => Object.keys(searchOf(a, b)).length === 0;

/** The filter as the query of `GET conversations`. */
export function asQuery(filter: Filter, myId: string) {
  const { tab, status, channel, label, priority, mentioned, over, holder, customer, sort } = filter;
  const assignee = tab === "mine" ? myId : tab === "unassigned" ? "none" : holder;
  return {
    sort,
    ...(status === "any" ? {} : { status }),
    ...(assignee === null ? {} : { assignee_id: assignee }),
    ...(channel === null ? {} : { channel_type: channel }),
    ...(label === null ? {} : { label_id: label }),
    ...(priority === null ? {} : { priority }),
    ...(mentioned ? { mentioned } : {}),
    ...(over === null ? {} : { waiting_over: over }),
    ...(customer === null ? {} : { customer_id: customer }),
  };
}
