import type { DraftRef } from "@pingback/api";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMe } from "../../accounts/me";
import { draftsQuery } from "../queries";

/** Where the caller has begun to write, by conversation. */
export function useDraftMarks(): ReadonlyMap<string, DraftRef> {
  const { data } = useQuery(draftsQuery(useMe().business.id));
  return useMemo(() => new Map(data?.map((draft) => [draft.conversation_id, draft])), [data]);
}
