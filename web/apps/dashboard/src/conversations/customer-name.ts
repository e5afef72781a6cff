import type { Conversation } from "@pingback/api";
import { t } from "../texts";

export function customerName({ customer }: Pick<Conversation, "customer">): string {
  return customer?.name || customer?.email || t.conversations.noCustomerName;
}
