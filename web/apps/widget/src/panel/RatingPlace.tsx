import { useChat } from "./context";
import { useChunk } from "./useChunk";
import { useValue } from "./useValue";

/** After the end of a conversation, where the owner asks how it was; what asks is fetched then. */
export function RatingPlace() {
  const chat = useChat();
  const conversation = useValue(chat.conversation);
  const isOffered = useValue(chat.rating.isOffered);
  const isOver = conversation?.status === "resolved" || conversation?.status === "closed";
  const wanted = chat.settings.rating && isOffered && isOver;
  const chunk = useChunk(wanted, () => import("./RatingCard"));
  return wanted && chunk ? <chunk.RatingCard key={conversation.id} conversationId={conversation.id} /> : null;
}
