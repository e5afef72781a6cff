import { useEffect, useRef } from "react";
import { useCommand } from "../keyboard/use-command";
import { useNavigate } from "../routing";
import type { Listed } from "./fields";

/** "Next" and "previous" in the list. Where the open one just left it, its place is still where one goes on. */
export function useNeighbours(rows: readonly Listed[], current: string | null) {
  const navigate = useNavigate();
  const place = useRef(-1);
  const at = current === null ? -1 : rows.findIndex((row) => String(row.number) === current);
  useEffect(() => {
    if (at >= 0 || current === null) place.current = at;
  }, [at, current]);

  const go = (row: Listed | undefined) => {
    if (!row) return;
    void navigate({ to: "/inbox/$number", params: { number: String(row.number) }, search: true });
  };
  const isGone = at < 0 && current !== null;
  const from = isGone ? Math.max(0, place.current) : at;
  useCommand("next", () => go(rows[isGone ? Math.min(from, rows.length - 1) : from + 1]), rows.length > 0);
  useCommand("previous", () => go(rows[from - 1]), rows.length > 0);
}
