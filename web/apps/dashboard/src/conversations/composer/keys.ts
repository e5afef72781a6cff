import type { KeyboardEvent } from "react";
import type { Preferences } from "../../preferences/wire";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Whether this press sends. With Enter as the key, Shift and Enter begin a new line; Ctrl and Enter always send. */
export function isSendKey(event: Pressed, sendKey: Preferences["send_key"]): boolean {
  if (event.key !== "Enter") return false;
  if (event.ctrlKey || event.metaKey) return true;
  return sendKey === "enter" && !event.shiftKey && !event.altKey;
}
