import type { Label, Member } from "@pingback/api";
import { createContext, useContext, useMemo } from "react";
import { useMe } from "../../accounts/me";
import { useLabels } from "../../labels/queries";
import { useMembers } from "../../members/queries";

/** What every row looks up. The list asks for it once: rows come and go by the dozen while one scrolls. */
export interface RowWorld {
  myId: string;
  members: readonly Member[];
  labels: readonly Label[];
}

const Context = createContext<RowWorld>({ myId: "", members: [], labels: [] });
export const RowWorldProvider = Context.Provider;
export const useRowWorld = () => useContext(Context);

export function useNewRowWorld(): RowWorld {
  const myId = useMe().user.id;
  const members = useMembers();
  const labels = useLabels();
  return useMemo(() => ({ myId, members, labels }), [myId, members, labels]);
}
