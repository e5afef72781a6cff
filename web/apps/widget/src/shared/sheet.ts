/**
 * Adds a style sheet to the shadow root. Constructed sheets pass a page's strict `style-src`;
 * a <style> element is only for browsers that have none.
 */
export function adoptSheet(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}
