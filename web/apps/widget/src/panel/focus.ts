const FOCUSABLE = "a[href], button, textarea, input:not([hidden]), [tabindex='0']";

/** Keeps Tab inside a dialog that covers the page. */
export function trapTab(event: KeyboardEvent, box: HTMLElement): void {
  if (event.key !== "Tab") return;
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.offsetParent !== null || element.getClientRects().length,
  );
  const edge = event.shiftKey ? all[0] : all.at(-1);
  const current = (box.getRootNode() as ShadowRoot).activeElement;
  if (current !== edge && !(event.shiftKey && current === box)) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}
