import type { Conversation } from "@pingback/api";
import { part } from "@pingback/ui";
import { Suspense, useSyncExternalStore } from "react";
import { outbox } from "./outbox-store";

const Question = part(() => import("./answered-question"));

/** Asks what to do with a reply that a colleague's answer was quicker than. */
export function AnsweredMeanwhile({ conversation }: { conversation: Conversation }) {
  const queue = useSyncExternalStore(outbox.subscribe, outbox.get);
  const held = queue.find((entry) => entry.conversationId === conversation.id && entry.state === "held");
  return <Suspense>{held && <Question key={held.key} conversation={conversation} held={held} />}</Suspense>;
}
