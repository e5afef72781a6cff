import type { Conversation } from "@pingback/api";
import { firstName } from "../members/queries";
import { t } from "../texts";

export function customerName({ customer }: Pick<Conversation, "customer">): string {
  return customer?.name || customer?.email || t.conversations.noCustomerName;
}

const MOST_LETTERS = 24;

/** What the customer is called within a line of text that is to stay one. */
export function shortName(conversation: Pick<Conversation, "customer">): string {
  const letters = [...firstName(customerName(conversation))];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join("")}…` : letters.join("");
}
