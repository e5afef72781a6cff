import { NoAnswer, Problem } from "@pingback/api";
import { toast } from "@pingback/ui";
import { t } from "../texts";

/** What went wrong, in a sentence for a person. */
export function sentence(error: Error): string {
  if (error instanceof NoAnswer) return t.frame.noAnswer;
  if (error instanceof Problem && error.status === 429 && !error.feature)
    return t.frame.tooMany(error.retryAfter);
  return error.message;
}

/** For writes from a menu or a button, which have no place of their own for an error. */
export function tellFailure(title: string, error: Error) {
  toast({ tone: "error", title, text: sentence(error) });
}
