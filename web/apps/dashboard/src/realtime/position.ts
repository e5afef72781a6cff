/**
 * Where we are in the workspace's log of events. The log is numbered without gaps, but a member sees only
 * some of its events, so a jump is no loss; a number we already had is a repetition, to be dropped.
 */
export interface Position {
  epoch: string;
  seq: number;
}

export interface Stamp {
  seq?: number;
  epoch?: string;
}

export type Verdict = "apply" | "repeated" | "other-epoch";

export function judge(position: Position | null, { seq, epoch }: Stamp): Verdict {
  // Not durable, or nothing to compare with yet.
  if (seq === undefined || position === null) return "apply";
  if (epoch !== undefined && epoch !== position.epoch) return "other-epoch";
  return seq <= position.seq ? "repeated" : "apply";
}

export function advance(position: Position | null, { seq, epoch }: Stamp): Position | null {
  if (seq === undefined) return position;
  if (position === null) return epoch === undefined ? null : { epoch, seq };
  return { epoch: epoch ?? position.epoch, seq: Math.max(seq, position.seq) };
}
