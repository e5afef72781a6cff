// Every text a visitor can meet, in English. Another language is another file of this shape.

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const panel = {
  close: "Close chat",
  back: "Back",

  online: "Online",
  away: "Away",
  offline: "Offline",
  awayHint: "Replies may take a while.",
  onlineHint: "Somebody is here and reads your message.",
  offlineHint: "Nobody is here right now. Leave a message, the answer waits for you here.",

  sendUsAMessage: "Send us a message",
  start: "Start a conversation",
  continueLabel: (who: string) => `Continue the conversation with ${who}`,
  you: (text: string) => `You: ${text}`,
  file: "File",
  unreadBadge: (n: number) => `${n} unread`,

  log: "Conversation",
  message: "Message",
  placeholder: "Write a message",
  send: "Send message",
  attach: "Attach a file",
  emoji: "Add an emoji",
  emojiList: "Emojis",
  removeFile: (name: string) => `Remove ${name}`,
  uploading: (percent: number) => `Uploading, ${percent} %`,
  jumpDown: "New messages",
  greeting: "Ask anything. The answer comes here.",

  today: "Today",
  yesterday: "Yesterday",
  newMessages: (n: number) => count(n, "new message", "new messages"),
  typing: (who: string) => `${who} is typing`,
  somebody: "Somebody",
  theo: "Theo",
  ai: "AI",
  askForPerson: "Talk to a person",
  askForPersonText: "I would like to talk to a person.",

  waiting: "Waiting to send",
  sending: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  notSent: (reason: string) => `Not sent: ${reason}`,
  retry: "Retry",
  discard: "Discard",
  resolved: "Marked as resolved. Write again to reopen it.",
  closed: "This conversation is closed. A new message starts a new one.",

  connectionLost: "No connection. Messages go out when it is back.",
  connectionBack: "Back. Nothing was missed.",
  tryAgain: "Try again",
  unreachable: "The chat cannot be reached. Check your connection.",
  unexpected: (status: number) => `The server answered with an error (${status}).`,

  nobodyHere: "Nobody is here right now",
  leaveEmail: "Leave your email and the answer comes to you, here and by email.",
  yourEmail: "Your email",
  notifyMe: "Notify me",
  withoutEmail: "Continue without email",
  emailSaved: (email: string) => `The answer also goes to ${email}.`,
  emailNoAt: "This address is not complete: it needs a name, an @ and a domain",
  emailNoEnding: "This address is not complete: it needs an ending such as .com",

  tooLarge: (name: string) => `${name} is larger than 20 MB. Send a smaller file.`,
  tooMany: "A message takes 10 files. Send the others in the next one.",
  tooLong: (over: number) => `The message is ${over} characters too long.`,

  more: "More",
  sound: "Sound for new messages",
  copyTranscript: "Copy the conversation",
  copied: "Copied",
  notCopied: "The browser did not allow copying",
  me: "You",

  beforeWeStart: "Before we start",
  beforeWeStartHint: "So that the team knows who is writing.",
  yourName: "Your name",
  optional: "optional",
  nameMissing: "Enter your name",
  emailMissing: "Enter your email",
  startChat: "Start the chat",
  skip: "Skip",

  rateTitle: "How was this conversation?",
  rateScale: ["Very bad", "Bad", "All right", "Good", "Very good"],
  rateComment: "What should the team know?",
  rateSend: "Send rating",
  rated: (word: string) => `Your rating: ${word}. Thank you.`,
  rateChange: "Change",
};

export type PanelTexts = typeof panel;
