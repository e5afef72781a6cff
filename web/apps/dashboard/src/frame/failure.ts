import { NoAnswer, Problem } from "@pingback/api";
import { toast } from "@pingback/ui";
import { t } from "../texts";

/** What went wrong, in a sentence for a person. */
export function sentence(error: Error): string {
  if (error instanceof NoAnswer) return t.frame.noAnswer;
  if (error instanceof Problem && error.status === 429 && !error.feature)
    return t.frame.tooMany(error.retryAfter);
  return capitalised(error.message);
}

/** The server's words as a sentence of their own: it says them behind the name of a field. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** For writes from a menu or a button, which have no place of their own for an error. */
export function tellFailure(title: string, error: Error) {
  toast({ tone: "error", title, text: sentence(error) });
}
