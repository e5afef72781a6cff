import { NoAnswer, Problem } from "@pingback/api";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ME } from "./accounts/me";

/** The session ended (signed out elsewhere, revoked, suspended): the account is asked again, and the routes decide. */
function onProblem(error: Error, isMe: boolean) {
  if (!isMe && error instanceof Problem && error.status === 401)
    void queryClient.invalidateQueries({ queryKey: ME });
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => onProblem(error, query.queryKey[0] === ME[0]) }),
  defaultOptions: {
    queries: {
      // Events keep the cache true while connected; a reconnect that cannot resume invalidates everything.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always",
      retry: (count, error) => error instanceof NoAnswer && count < 8,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 15_000),
    },
    mutations: { networkMode: "always", retry: false },
  },
});
