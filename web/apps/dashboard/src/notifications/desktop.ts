import { useSyncExternalStore } from "react";

export type DesktopState = NotificationPermission | "unsupported";

export function desktopState(): DesktopState {
  // Without https browsers keep the interface away, or refuse for ever.
  if (!("Notification" in window) || !window.isSecureContext) return "unsupported";
  return Notification.permission;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Changed in the browser's settings: seen when the person comes back.
  window.addEventListener("focus", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("focus", listener);
  };
}

export function useDesktopState(): DesktopState {
  return useSyncExternalStore(subscribe, desktopState);
}

export async function askForDesktop(): Promise<DesktopState> {
  await Notification.requestPermission();
  for (const listener of listeners) listener();
  return desktopState();
}

/** Shows a notification of the browser's; a press on it comes back to this page. */
export function showOnDesktop({
  id,
  title,
  text,
  onOpen,
}: {
  id: string;
  title: string;
  text?: string | undefined;
  onOpen?: () => void;
}): boolean {
  if (desktopState() !== "granted") return false;
  try {
    // The sound is our own, and only where it is wanted.
    const shown = new Notification(title, {
      tag: id,
      silent: true,
      icon: "/favicon.svg",
      ...(text ? { body: text } : {}),
    });
    shown.onclick = () => {
      window.focus();
      onOpen?.();
      shown.close();
    };
    return true;
  } catch {
    // Phones show them from service workers only.
    return false;
  }
}
