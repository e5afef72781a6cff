/** What a member can be told of. */
export const EVENTS = [
  "conversation_assigned",
  "new_message",
  "mention",
  "needs_handoff",
  "new_conversation",
  "member_joined",
] as const;

export type NotifiedEvent = (typeof EVENTS)[number];
export type Means = "in_app" | "desktop" | "sound";

export interface Keyboard {
  enabled: boolean;
  keys: Record<string, string>;
}

/** How a member wants to be told, and which keys they use, in one workspace. */
export interface Preferences {
  notifications: Record<NotifiedEvent, Record<Means, boolean>>;
  sound_only_when_hidden: boolean;
  send_key: "enter" | "ctrl_enter";
  keyboard: Keyboard;
}

const heard = { in_app: true, desktop: true, sound: true };
const silent = { in_app: true, desktop: true, sound: false };

/** As the server has it for somebody who never changed anything; used until it has answered. */
export const USUAL: Preferences = {
  notifications: {
    conversation_assigned: heard,
    new_message: heard,
    mention: heard,
    needs_handoff: silent,
    new_conversation: silent,
    member_joined: silent,
  },
  sound_only_when_hidden: true,
  send_key: "ctrl_enter",
  keyboard: { enabled: true, keys: {} },
};
