/** When there is a body to stand in. */
export function parsed(): Promise<void> {
  if (document.body && document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", () => done(), { once: true }));
}
