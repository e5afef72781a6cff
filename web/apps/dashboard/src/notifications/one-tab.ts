/**
 * Of several tabs with the dashboard one speaks, and all know whether any of them is being looked at. Locks
 * are the browser's own way to agree; pages without https have none, and then each tab decides by a mark in
 * the storage they share.
 */
const VISIBLE = "pingback.visible";
const TOLD = "pingback.told";
/** Longer than it takes for the slowest tab to hear of the same thing. */
const CLAIMED_FOR = 10_000;

const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus();

/** While this page is being looked at, the other tabs know. */
export function tellVisibility(): () => void {
  const { locks } = navigator;
  if (!locks) return () => {};
  let release: (() => void) | null = null;
  const update = () => {
    if (isLookedAt() && !release) {
      const until = new Promise<void>((done) => {
        release = done;
      });
      void locks.request(VISIBLE, { mode: "shared" }, () => until);
    } else if (!isLookedAt()) {
      release?.();
      release = null;
    }
  };
  update();
  document.addEventListener("visibilitychange", update);
  window.addEventListener("focus", update);
  window.addEventListener("blur", update);
  return () => {
    release?.();
    document.removeEventListener("visibilitychange", update);
    window.removeEventListener("focus", update);
    window.removeEventListener("blur", update);
  };
}

/** Whether the dashboard is looked at, in this tab or another. */
export async function isAnyLookedAt(): Promise<boolean> {
  if (isLookedAt()) return true;
  const held = (await navigator.locks?.query())?.held ?? [];
  return held.some((lock) => lock.name === VISIBLE);
}

/** True for exactly one of the tabs that ask about the same thing. */
export async function claim(id: string): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) {
    if (localStorage.getItem(TOLD) === id) return false;
    localStorage.setItem(TOLD, id);
    return true;
  }
  return new Promise((answer) => {
    void locks.request(`${TOLD}.${id}`, { ifAvailable: true }, async (lock) => {
      answer(lock !== null);
      if (lock) await new Promise((done) => setTimeout(done, CLAIMED_FOR));
    });
  });
}
