import type { Member, Notification } from "@pingback/api";
import { toast } from "@pingback/ui";
import type { QueryClient } from "@tanstack/react-query";
import { cachedConversation } from "../conversations/cached";
import { memberKeys, nameOf } from "../members/queries";
import { preferenceKeys } from "../preferences/queries";
import { type NotifiedEvent, type Preferences, USUAL } from "../preferences/wire";
import type { Event } from "../realtime/events";
import { t } from "../texts";
import { showOnDesktop } from "./desktop";
import { claim, isAnyLookedAt } from "./one-tab";
import { canPlay, playSoundForNews } from "./sound";

interface Scope {
  client: QueryClient;
  workspace: string;
  myId: string;
}

/** Older news was replayed after an absence: it stands in the list, but it is no longer news. */
const NEWS_FOR = 60_000;
/** A tab that nobody touched cannot be heard: it lets the others go first. */
const MUTE_WAITS = 250;

/** Tells of an event by the means the member chose: a toast, the desktop, a sound. */
export function announce(scope: Scope, event: Event, open: (number: string) => void) {
  if (event.name === "notification") {
    const { data } = event;
    // Also when the server told before: the caller's own doing is no news.
    if (data.actor_id !== null && data.actor_id === scope.myId) return;
    announceNotification(scope, data, open);
  } else if (event.name === "conversation_created" && event.data.assignee_id === null) {
    const { id, number, customer, created_at } = event.data;
    void speak(scope, "new_conversation", {
      id: `conversation-${id}`,
      at: created_at,
      title: t.notifications.begun(number),
      text: customer?.name ?? undefined,
      onOpen: () => open(String(number)),
    });
  }
}

function announceNotification(scope: Scope, notification: Notification, open: (number: string) => void) {
  const { id, conversation_id, created_at } = notification;
  const type: string = notification.type;
  const members = scope.client.getQueryData<Member[]>(memberKeys.list(scope.workspace)) ?? [];
  const conversation = conversation_id
    ? cachedConversation(scope.client, scope.workspace, conversation_id)
    : undefined;
  const number = conversation?.number ?? notification.conversation_number ?? null;
  const who = nameOf(members, notification.actor_id) ?? notification.actor_name ?? t.notifications.someone;
  const title = notificationLine(type, who, number);
  const text = conversation?.customer?.name ?? undefined;
  const onOpen = conversation_id ? () => open(number === null ? conversation_id : String(number)) : undefined;

  // What somebody asks of the member is told at once, wherever they are in the dashboard.
  if (onOpen && isNews(created_at) && (type === "conversation_assigned" || type === "mention")) {
    toast({
      tone: "info",
      title,
      ...(text ? { text } : {}),
      action: { label: t.notifications.open, run: onOpen },
    });
  }
  void speak(scope, type as NotifiedEvent, { id, at: created_at, title, text, onOpen });
}

/** A notification in one line. */
export function notificationLine(type: string, who: string, number: number | null): string {
  const what = number === null ? t.notifications.aConversation : t.notifications.conversation(number);
  const lines: Record<string, (who: string, what: string) => string> = t.notifications.lines;
  return (lines[type] ?? t.notifications.lines.other)(who, what);
}

const isNews = (at: string) => Date.now() - Date.parse(at) < NEWS_FOR;

interface Words {
  id: string;
  at: string;
  title: string;
  text: string | undefined;
  onOpen: (() => void) | undefined;
}

async function speak({ client, workspace }: Scope, event: NotifiedEvent, { id, at, ...words }: Words) {
  const wanted = client.getQueryData<Preferences>(preferenceKeys.own(workspace)) ?? USUAL;
  const means = wanted.notifications[event];
  if (!means || !isNews(at) || (!means.desktop && !means.sound)) return;
  if (!canPlay()) await new Promise((done) => setTimeout(done, MUTE_WAITS));
  if (!(await claim(id))) return;
  const isSeen = await isAnyLookedAt();
  const { title, text, onOpen } = words;
  if (means.desktop && !isSeen) showOnDesktop({ id, title, text, ...(onOpen ? { onOpen } : {}) });
  if (means.sound && !(isSeen && wanted.sound_only_when_hidden)) void playSoundForNews();
}
