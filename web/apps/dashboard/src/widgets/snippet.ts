/** The two lines for a website's pages. */
export function snippetFor(widgetId: string, origin: string): string {
  return `<script>window.PingBackWidgetId = "${widgetId}";</script>\n<script src="${origin}/widget.js" async></script>`;
}
