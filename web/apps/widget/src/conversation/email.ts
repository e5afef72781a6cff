export type EmailFault = "empty" | "noAt" | "noEnding";

/** Catches slips while typing; whether an address exists only the server's mail can tell. */
export function emailFault(text: string): EmailFault | null {
  const email = text.trim();
  if (!email) return "empty";
  const parts = /^([^\s@]+)@([^\s@]+)$/.exec(email);
  if (!parts) return "noAt";
  return /^[^.]+(\.[^.]+)*\.[^.]{2,}$/.test(parts[2] as string) ? null : "noEnding";
}
