import { json, Problem } from "../api/http";
import type { SessionKeeper } from "../api/session";
import { readMessage } from "../api/types";
import { each } from "../shared/plain";
import type { Outcome, Outgoing } from "./outbox";
import type { Wire } from "./wire";

/** One try to send a message: by the socket, and in any doubt by HTTP. */
export async function deliver(
  item: Outgoing,
  session: SessionKeeper,
  wire: Pick<Wire, "ask"> | null,
): Promise<Outcome> {
  if (navigator.onLine === false) return { kind: "later", seconds: 5 };
  const body = {
    content: item.content,
    attachments: each(item.attachments, ({ id }) => ({ id })),
    client_id: item.clientId,
  };
  try {
    await session.ensure();
    const ack = await wire?.ask("client_message", body);
    const sent = ack?.ok ? readMessage(ack.message) : null;
    if (sent) return { kind: "sent", message: sent };
    // No socket, no answer, or a refusal: the same call by HTTP gives a definite answer.
    // The client id makes it one message even where the socket's did arrive.
    const message = readMessage(await session.call("/messages", json(body)));
    if (message) return { kind: "sent", message };
    return { kind: "later", seconds: 5 };
  } catch (error) {
    if (error instanceof Problem && !error.passing) return { kind: "refused", reason: error.message };
    return { kind: "later", seconds: error instanceof Problem ? error.retryAfter : 0 };
  }
}
