/** Which rows are chosen, and where the last choice was made: a range begins there. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** From the anchor to this row, both included; what was chosen besides stays. */
export function extend(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = shown.indexOf(selection.anchor ?? id);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggle(selection, id);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor ?? id };
}

/** What left the list is not chosen any more: nobody changes what they do not see. */
export function within(selection: Selection, shown: readonly string[]): string[] {
  return selection.ids.size === 0 ? [] : shown.filter((id) => selection.ids.has(id));
}
