import { isRaw } from "../api/types";

export type Asked = "off" | "optional" | "required";

/** The owner's choices that only the opened chat needs. */
export interface Settings {
  replyTime: string;
  awayMessage: string;
  askEmail: boolean;
  /** Null where nothing is asked before the chat. */
  preChat: { name: Asked; email: Asked } | null;
  rating: boolean;
  showTeam: boolean;
  sound: boolean;
}

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

const asked = (value: unknown): Asked => (value === "optional" || value === "required" ? value : "off");

/** Field by field: unknown and odd values are as if they were not there. */
export function readSettings(config: Record<string, unknown>): Settings {
  const form = isRaw(config.pre_chat) ? config.pre_chat : {};
  const [name, email] = [asked(form.name), asked(form.email)];
  return {
    replyTime: text(config.reply_time),
    awayMessage: text(config.away_message),
    askEmail: config.ask_email_when_away !== false,
    preChat: form.is_on === true && (name !== "off" || email !== "off") ? { name, email } : null,
    rating: config.rating !== false,
    showTeam: config.show_team !== false,
    sound: config.sound !== false,
  };
}
