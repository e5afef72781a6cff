import createClient, { type Client } from "openapi-fetch";
import { NoAnswer, Problem } from "./problem";
import type { paths } from "./schema";

export type Api = Client<paths>;

export interface ApiOptions {
  /** The workspace that requests are about; read at each request, since people switch. */
  businessId: () => string | null;
  baseUrl?: string;
}

export function createApi({ businessId, baseUrl = "" }: ApiOptions): Api {
  const api = createClient<paths>({ baseUrl });
  api.use({
    onRequest({ request }) {
      // Asks for the HttpOnly session cookie: this page never holds a token.
      request.headers.set("X-PingBack-Client", "dashboard");
      const id = businessId();
      if (id && !request.headers.has("X-Business-Id")) request.headers.set("X-Business-Id", id);
      return request;
    },
    onError({ error }) {
      return new NoAnswer(error);
    },
  });
  return api;
}

/** The data of a success; every other answer is thrown as a `Problem`, silence as `NoAnswer`. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  // A proxy that lost its server speaks HTML: that is no answer either.
  if (response.status === 502 || response.status === 504) throw new NoAnswer();
  throw new Problem(response.status, error, response.headers.get("Retry-After"));
}
