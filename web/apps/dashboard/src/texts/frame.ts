export const frame = {
  main: "Main",
  mine: "Mine",
  unassigned: "Unassigned",
  allOpen: "All open",
  inbox: "Inbox",
  team: "Team",
  you: "You",
  settings: "Settings",
  skip: "Skip to content",
  notices: "Notices",
  dismiss: "Dismiss",
  back: "Back",
  loading: "Loading",
  tryAgain: "Try again",
  cancel: "Cancel",
  save: "Save",
  saved: "Saved",
  copied: "Copied",
  notFoundTitle: "There is nothing here",
  notFound: "The address may be old, or the thing was removed.",
  toInbox: "Go to the inbox",
  waiting: "This page opens when the connection is back.",
  failedTitle: "This did not load",
  noAnswer: "The server did not answer. Nothing changed.",
  tooMany: (seconds: number | null) =>
    seconds
      ? `Too many tries. Wait ${seconds} seconds and try again.`
      : "Too many tries. Wait a little and try again.",
  notAllowed: "Your role does not allow this.",
  version: {
    title: "PingBack was updated",
    kept: "Reload to use the new version. Drafts are kept.",
    unsaved: "Something on this page is not saved yet. Save it, then reload.",
    reload: "Reload",
    later: "Later",
  },
};

export const status = {
  words: { live: "Live", away: "Away", offline: "Offline" },
  hints: {
    live: "You can be given conversations.",
    away: "A short break. Colleagues see it before they assign.",
    offline: "Done for today. What is assigned to you waits in Notifications.",
  },
  own: (name: string, word: string) => `${name}, status: ${word}`,
  menu: "Your status",
  reconnecting: "Reconnecting",
  held: (n: number) =>
    n === 1
      ? "You hold 1 open conversation. It stays yours when you go away or offline."
      : `You hold ${n} open conversations. They stay yours when you go away or offline.`,
  offerTitle: "You are offline",
  offer: "Colleagues see it before they assign to you.",
  goLive: "Go live",
  changed: (word: string) => `Your status is now ${word}`,
  failed: "Your status did not change",
  profile: "Profile",
  appearance: "Appearance",
  keys: "Keyboard shortcuts",
  themes: { system: "System", light: "Light", dark: "Dark" },
  logOut: "Log out",
  counts: {
    live: (n: number) => `${n} live`,
    away: (n: number) => `${n} away`,
    offline: (n: number) => `${n} offline`,
  },
  notConnected: "Not connected",
};

export const connection = {
  lost: "Connection lost",
  again: (seconds: number) => `Trying again in ${seconds} s. What you type is kept.`,
  trying: "Trying again. What you type is kept.",
  offlineTitle: "You are offline",
  offline: "It goes on by itself. What you type is kept.",
  tryNow: "Try now",
  back: "Back. Nothing was missed.",
  refetched: "Back. Everything was loaded afresh.",
};

export const notifications = {
  name: (unread: number) => (unread > 0 ? `Notifications, ${unread} unread` : "Notifications"),
  title: "Notifications",
  markAll: "Mark all as read",
  markRead: "Mark as read",
  empty: "Nothing yet. What is assigned to you shows up here, also when you were away.",
  unread: "Unread",
  lines: {
    conversation_assigned: (who: string, what: string) => `${who} assigned ${what} to you`,
    new_message: (_who: string, what: string) => `New message in ${what}`,
    mention: (who: string, what: string) => `${who} mentioned you in ${what}`,
    needs_handoff: (_who: string, what: string) => `${what} needs a person`,
    member_joined: (who: string) => `${who} joined the team`,
    other: (_who: string, what: string) => `News in ${what}`,
  },
  someone: "Someone",
  conversation: (number: number) => `#${number}`,
  aConversation: "a conversation",
  open: "Open",
  begun: (number: number) => `Conversation #${number} begins`,
};
