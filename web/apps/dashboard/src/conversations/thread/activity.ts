import type { Activity, Priority } from "@pingback/api";
import { t } from "../../texts";
import { type Piece, said } from "../../texts/said";

/** Both accounts of what happened, oldest first, each once. */
export function mergeActivity(known: readonly Activity[], told: readonly Activity[]): Activity[] {
  const ids = new Set(known.map((one) => one.id));
  const fresh = told.filter((one) => !ids.has(one.id));
  if (fresh.length === 0) return known as Activity[];
  return [...known, ...fresh].sort((a, b) =>
    a.created_at === b.created_at ? (a.id < b.id ? -1 : 1) : a.created_at < b.created_at ? -1 : 1,
  );
}

export interface Names {
  member: (id: string) => string;
  label: (id: string) => string;
  when: (iso: string) => string;
}

/** What happened, as a sentence. */
export function sentenceOf({ type, actor_id, from, to }: Activity, names: Names): Piece[] {
  const words = t.thread.activity;
  const who = actor_id === null ? null : names.member(actor_id);
  switch (type) {
    case "assigned":
      if (to === null) return who ? unassigned(who, from, actor_id, names) : words.unassignedByProduct();
      if (who === null) return words.assignedByProduct(names.member(to));
      return actor_id === to ? words.took(who) : words.assigned(who, names.member(to));
    case "status_changed":
      return statusSentence(who, to);
    case "snoozed":
      if (to === null) return who ? words.woken(who) : words.wokenByProduct();
      return words.snoozed(who ?? words.byProduct, names.when(to));
    case "priority_changed": {
      const by = who ?? words.byProduct;
      return to === null
        ? words.noPriority(by)
        : words.priority(by, t.thread.priorities[to as Priority] ?? to);
    }
    case "labelled":
      return words.labelled(who ?? words.byProduct, names.label(to ?? ""));
    case "unlabelled":
      return words.unlabelled(who ?? words.byProduct, names.label(from ?? to ?? ""));
    case "rated":
      return words.rated(to ?? "");
    default:
      // Another version of the server tells of something this page does not know.
      return said``;
  }
}

function unassigned(who: string, from: string | null, actorId: string | null, names: Names): Piece[] {
  if (from === null || from === actorId) return t.thread.activity.gaveUp(who);
  return t.thread.activity.unassigned(who, names.member(from));
}

function statusSentence(who: string | null, to: string | null): Piece[] {
  const words = t.thread.activity;
  if (who === null) {
    if (to === "open") return words.reopenedByProduct();
    return words.changedByProduct(t.conversations.statuses[to as "closed"] ?? to ?? "");
  }
  if (to === "resolved") return words.resolved(who);
  if (to === "closed") return words.closed(who);
  return to === "pending" ? words.pending(who) : words.reopened(who);
}
