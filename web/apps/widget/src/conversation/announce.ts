import type { Message } from "../api/types";
import { panelTexts } from "../texts";
import type { Chat } from "./chat";

/** A reply that was not there before: beside the closed chat, to the ear, and to the page. */
export function announce(chat: Chat, message: Message): void {
  const { launcher, look } = chat.bridge;
  const kind = message.sender === "ai" ? "ai" : "agent";
  const name = kind === "ai" ? panelTexts().theo : message.senderName;
  if (!chat.open.value) {
    const text = message.content || `${panelTexts().file}: ${message.attachments[0]?.name ?? ""}`;
    launcher.setPreview({ name: name ?? look.name, text, avatarUrl: message.senderAvatar });
  }
  if (chat.sound.value && !(chat.open.value && chat.sync.pageVisible.value)) void playSound();
  launcher.tell("message", {
    id: message.id,
    text: message.content,
    sender: { kind, name, avatarUrl: message.senderAvatar },
    createdAt: message.createdAt,
  });
}

export async function playSound(): Promise<void> {
  const { chime } = await import("./chime");
  chime();
}
