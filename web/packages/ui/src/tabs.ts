import { type KeyboardEvent, useId, useRef } from "react";

/** Props for a row of tabs: one Tab stop, arrows, Home and End move and choose. */
export function useTabs<K extends string>(keys: readonly K[], value: K, onChange: (key: K) => void) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const choose = (key: K) => {
    list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
    if (key !== value) onChange(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepped(event.key, keys.indexOf(value), keys.length);
    const key = next === null ? undefined : keys[next];
    if (key === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(key);
  };
  return {
    list: { ref: list, onKeyDown },
    tab: (key: K) =>
      ({
        type: "button",
        role: "tab",
        id: `${base}-tab-${key}`,
        "data-key": key,
        "aria-selected": key === value,
        "aria-controls": key === value ? `${base}-panel-${key}` : undefined,
        tabIndex: key === value ? 0 : -1,
        onClick: () => choose(key),
      }) as const,
    panel: {
      role: "tabpanel",
      id: `${base}-panel-${value}`,
      "aria-labelledby": `${base}-tab-${value}`,
    } as const,
  };
}

function stepped(key: string, at: number, length: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % length;
    case "ArrowLeft":
      return (at + length - 1) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}
