import type { Me } from "@pingback/api";
import { ME, meQuery } from "../accounts/me";
import { answer, api } from "../api";
import { queryClient } from "../query-client";
import { chosenWorkspace } from "./chosen";

/** Every query but the account belongs to one workspace: they go, the account is asked anew. */
export async function switchWorkspace(id: string): Promise<Me | null> {
  chosenWorkspace.set(id);
  // Where the next sign-in starts, on any device. Not worth telling if it fails: this tab knows.
  void answer(api.PUT("/api/v1/auth/me/business", { body: { business_id: id } })).catch(() => {});
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== ME[0] });
  return queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
}
