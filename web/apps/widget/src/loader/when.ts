/** When the page has been read. */
export function parsed(): Promise<unknown> {
  return new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
    else done(0);
  });
}
