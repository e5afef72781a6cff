import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api, Problem } from "../api";
import { type Preferences, USUAL } from "./wire";

export const preferenceKeys = {
  own: (workspace: string) => [workspace, "preferences"] as const,
};

const PREFERENCES = ["preferences"];

export function preferencesQuery(workspace: string) {
  return queryOptions({
    queryKey: preferenceKeys.own(workspace),
    queryFn: ({ signal }): Promise<Preferences> => answer(api.GET("/api/v1/preferences", { signal })),
    // No event tells of a change on another device; a look now and then is enough.
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
}

/** The caller's preferences; the usual ones until they are known. */
export function usePreferences(workspace: string): Preferences {
  return useQuery(preferencesQuery(workspace)).data ?? USUAL;
}

/** Changes some of them: seen at once, taken back if the server says no. */
export function useChangePreferences() {
  const client = useQueryClient();
  const key = preferenceKeys.own(useMe().business.id);
  return useMutation({
    mutationKey: PREFERENCES,
    // One after the other: a burst of switches ends as the last press says.
    scope: { id: "preferences" },
    mutationFn: async (change: Partial<Preferences>) =>
      answer(api.PATCH("/api/v1/preferences", { body: change })),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Preferences>(key);
      client.setQueryData<Preferences>(key, { ...(before ?? USUAL), ...change });
      return before;
    },
    onSuccess: (saved) => {
      // An answer must not hide what was pressed after it was asked for.
      if (client.isMutating({ mutationKey: PREFERENCES }) === 1) client.setQueryData(key, saved);
    },
    onError: (error, _, before) => {
      client.setQueryData(key, before);
      if (error instanceof Problem) void client.invalidateQueries({ queryKey: key });
    },
  });
}
