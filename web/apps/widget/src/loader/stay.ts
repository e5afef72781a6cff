/** Keeps the element on the page: single-page apps empty and replace the body. */
export function stay(host: HTMLElement): void {
  let isWaiting = false;
  const place = () => {
    isWaiting = false;
    const { body } = document;
    if (!body) return;
    if (!host.isConnected) body.append(host);
    // A new body is another place to watch; the same one again changes nothing.
    watch.observe(body, { childList: true });
  };
  // Later, not at once: a page that takes it away each time would never come to rest.
  const watch = new MutationObserver(() => {
    if (!isWaiting) setTimeout(place, 50);
    isWaiting = true;
  });
  watch.observe(document.documentElement, { childList: true });
  place();
}
