import { DEFAULT, type Filter } from "../conversations/filter";
import type { ViewFilter } from "./queries";

/** A view as a filter of the inbox. */
export function filterOfView({ assignee, ...view }: ViewFilter): Filter {
  return {
    tab: assignee === "me" ? "mine" : assignee === "none" ? "unassigned" : "all",
    holder: !assignee || assignee === "me" || assignee === "none" ? null : assignee,
    status: view.status ?? "any",
    channel: view.channel_type ?? null,
    label: view.label_id ?? null,
    priority: view.priority ?? null,
    mentioned: view.mentioned ?? false,
    over: view.waiting_over ?? null,
    customer: null,
    sort: view.sort ?? DEFAULT.sort,
  };
}

/** The filter as a view keeps it; views are about kinds of conversations, never about one customer. */
export function viewOf({
  tab,
  holder,
  status,
  channel,
  label,
  priority,
  mentioned,
  over,
  sort,
}: Filter): ViewFilter {
  const assignee = tab === "mine" ? "me" : tab === "unassigned" ? "none" : holder;
  return {
    sort,
    ...(status === "any" ? {} : { status }),
    ...(assignee === null ? {} : { assignee }),
    ...(channel === null ? {} : { channel_type: channel }),
    ...(label === null ? {} : { label_id: label }),
    ...(priority === null ? {} : { priority }),
    ...(mentioned ? { mentioned } : {}),
    ...(over === null ? {} : { waiting_over: over }),
  };
}
