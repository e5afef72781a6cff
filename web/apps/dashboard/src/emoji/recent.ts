const KEY = "pingback.emoji";
const MOST = 16;

/** What was used last on this device, the newest first. */
export function recentEmoji(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function noteEmoji(character: string) {
  const next = [character, ...recentEmoji().filter((one) => one !== character)].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify(next));
}
