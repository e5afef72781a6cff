export interface Toast {
  id: number;
  tone: "done" | "info" | "error";
  title: string;
  text?: string;
  action?: { label: string; run: () => void };
}

type Listener = () => void;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<Listener>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a toast, from anywhere. The newest three stay; of confirmations only the newest, it is the one meant. */
export function toast(content: Omit<Toast, "id">): number {
  const id = nextId++;
  const kept = content.tone === "done" ? toasts.filter((t) => t.tone !== "done") : toasts;
  set([...kept, { ...content, id }].slice(-3));
  return id;
}

export function dismissToast(id: number) {
  set(toasts.filter((t) => t.id !== id));
}

export const toastStore = {
  get: () => toasts,
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
