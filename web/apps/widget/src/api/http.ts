import { toJson } from "../shared/plain";
import { panelTexts } from "../texts";
import { isRaw } from "./types";

/** A call that did not work. `status` 0 means that no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly retryAfter = 0,
  ) {
    super(detail);
  }

  /** Worth another try without the visitor doing anything. */
  get passing(): boolean {
    return (
      this.status === 0 ||
      this.status === 401 ||
      this.status === 408 ||
      this.status === 429 ||
      this.status >= 500
    );
  }
}

const TIMEOUT = 15_000;

/** One call; answers the parsed body or throws a `Problem` with the server's own sentence. */
export async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const texts = panelTexts();
  let answer: Response;
  let body: unknown;
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    answer = await fetch(url, { credentials: "omit", cache: "no-store", signal, ...init });
    body = await answer.json().catch(() => null);
  } catch {
    throw new Problem(0, texts.unreachable);
  }
  if (answer.ok) return body;
  throw new Problem(
    answer.status,
    sentence(body) ?? texts.unexpected(answer.status),
    Number(answer.headers.get("Retry-After")) || 0,
  );
}

export function sentence(body: unknown): string | null {
  if (!isRaw(body)) return null;
  // For a field that does not validate, the field's own sentence says more than the summary.
  const first = Array.isArray(body.errors) && isRaw(body.errors[0]) ? body.errors[0].detail : null;
  if (typeof first === "string" && first) return first;
  return typeof body.detail === "string" && body.detail ? body.detail : null;
}

export const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: toJson(body),
});
