/** The wire may say "free" or "Free": people read "Free". */
export function planName(plan: string): string {
  return plan.charAt(0).toUpperCase() + plan.slice(1);
}
