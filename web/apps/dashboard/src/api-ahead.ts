import { api } from "./api";

interface Init {
  params?: { path?: Record<string, string>; query?: Record<string, unknown> };
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}
type Call = <T>(path: string, init?: Init) => Promise<{ data?: T; error?: unknown; response: Response }>;

/** The same client for calls that the generated types do not know yet. */
export const ahead = api as unknown as Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Call>;
