import type { Me } from "@pingback/api";
import { ME, meQuery } from "../accounts/me";
import { queryClient } from "../query-client";
import { chosenWorkspace } from "./chosen";

/** Every query but the account belongs to one workspace: they go, the account is asked anew. */
export async function switchWorkspace(id: string): Promise<Me | null> {
  chosenWorkspace.set(id);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== ME[0] });
  return queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
}
