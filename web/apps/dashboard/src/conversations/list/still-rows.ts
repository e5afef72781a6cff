interface Row {
  id: string;
}

/**
 * By how many places most of the rows in view moved. One of them may itself have moved elsewhere: that is not
 * where the others went.
 */
export function shiftOf(before: readonly Row[], after: readonly Row[], first: number, seen: number): number {
  const visible = before.slice(first, first + seen);
  if (visible.every((row, i) => after[first + i]?.id === row.id)) return 0;
  const wanted = new Set(visible.map((row) => row.id));
  const now = new Map<string, number>();
  for (const [i, row] of after.entries()) if (wanted.has(row.id)) now.set(row.id, i);
  const votes = new Map<number, number>();
  for (const [i, row] of visible.entries()) {
    const at = now.get(row.id);
    if (at !== undefined) votes.set(at - first - i, (votes.get(at - first - i) ?? 0) + 1);
  }
  let best = 0;
  for (const [shift, count] of votes) if (count > (votes.get(best) ?? 0)) best = shift;
  return best;
}
