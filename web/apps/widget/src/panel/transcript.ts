import type { Message } from "../api/types";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { dayOf, timeOf } from "./format";

/** The conversation as plain text, a line for each message under its day. */
export function transcriptOf(messages: readonly Message[], teamName: string): string {
  const texts = panelTexts();
  const lines: string[] = [];
  let day = "";
  for (const message of messages) {
    const at = dayOf(new Date(message.createdAt));
    if (at !== day) lines.push(`${day ? "\n" : ""}${at}`);
    day = at;
    if (message.sender === "system") {
      lines.push(message.content);
      continue;
    }
    const who = {
      customer: texts.me,
      ai: `${texts.theo} (${texts.ai})`,
      agent: message.senderName ?? teamName,
    }[message.sender];
    const files = each(message.attachments, ({ name }) => `[${name}]`);
    lines.push(
      `${timeOf(message.createdAt)} ${who}: ${[message.content, ...files].filter(Boolean).join(" ")}`,
    );
  }
  return lines.join("\n");
}

/** By the clipboard, or as browsers did before it (pages without https have none). */
export async function copyText(text: string, place: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    place.append(area);
    const before = (place.getRootNode() as ShadowRoot).activeElement;
    area.select();
    const ok = document.execCommand("copy");
    area.remove();
    (before as HTMLElement | null)?.focus();
    return ok;
  }
}
