import { effect } from "../shared/signal";
import type { Chat } from "./chat";
import { isIncoming } from "./thread";

/** The last reply that was seen, in any tab. */
export const SEEN = "seen";
export const SOUND = "sound";

/** What follows by itself: what is seen is told, the launcher shows what is so, tabs agree. */
export function follow(chat: Chat, ended: AbortSignal): void {
  const { launcher, look } = chat.bridge;
  effect(() => {
    if (!chat.open.value || chat.view.value !== "chat" || !chat.sync.pageVisible.value) return;
    chat.receipts.saw(chat.messages.value);
    const last = chat.messages.value.findLast(isIncoming);
    if (last && chat.store.get(SEEN) !== last.id) chat.store.set(SEEN, last.id);
  });
  effect(() => {
    // Before the first answer the loader knows better.
    if (chat.phase.value !== "ready") return;
    launcher.setUnread(chat.open.value ? 0 : chat.unread.value.length);
    if (look.showOnlineBadge) launcher.setOnline(chat.availability.value === "live");
  });
  // What another tab did is true here, too.
  chat.store.follow((name, value) => {
    if (name.startsWith("out.")) {
      chat.outbox.follow();
      if (chat.outbox.goesOn) chat.leaveBehind();
    } else if (name === SEEN && value) {
      chat.receipts.sawUntil(value, chat.messages.value);
      launcher.setPreview(null);
    } else if (name === "visitor" && !value) launcher.reset();
    else if (name === SOUND) chat.sound.value = value === "on";
    else chat.about.follow();
  }, ended);
}
