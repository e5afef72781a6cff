/** Keeps the element on the page: single-page apps empty and replace the body. */
export function stay(host: HTMLElement): void {
  let waiting = 0;
  const place = () => {
    waiting = 0;
    const { body } = document;
    if (!body) return;
    if (!host.isConnected) body.append(host);
    // A new body is another place to watch; the same one again changes nothing.
    watch.observe(body, { childList: true });
  };
  // Later, not at once: a page that takes it away each time would never come to rest.
  const watch = new MutationObserver(() => {
    if (!waiting) waiting = window.setTimeout(place, 50);
  });
  watch.observe(document.documentElement, { childList: true });
  place();
}
