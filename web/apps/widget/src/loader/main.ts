// The script a customer puts on their page. It draws the launcher and nothing more;
// the chat itself is fetched when somebody opens it.
import { Launcher } from "./launcher";
import { fetchLook, serverOf } from "./server";

// Two copies of the snippet must not give two launchers. A symbol on the document leaves no global name.
const HOST = Symbol.for("pingback.widget");
const page = document as Document & { [HOST]?: HTMLElement };

function afterParsing(run: () => void): void {
  if (document.body && document.readyState !== "loading") run();
  else document.addEventListener("DOMContentLoaded", run, { once: true });
}

function begin(server: string): void {
  const widgetId = window.PingBackWidgetId;
  if (typeof widgetId !== "string" || !widgetId) {
    console.warn("PingBack: window.PingBackWidgetId is not set.");
    return;
  }
  const host = page[HOST] as HTMLElement;
  fetchLook(server, widgetId).then(
    (look) =>
      afterParsing(() => {
        new Launcher(host, server, widgetId, look);
        document.body.append(host);
      }),
    (error: unknown) =>
      console.warn("PingBack: the chat is not shown.", error instanceof Error ? error.message : error),
  );
}

const existing = page[HOST];
if (existing) {
  // Pages that swap their body run the script again: the same chat goes into the new body.
  if (existing.shadowRoot && !existing.isConnected) document.body?.append(existing);
} else {
  page[HOST] = document.createElement("pingback-widget");
  // Read now: it is null once the script has run.
  const server = serverOf(document.currentScript);
  // The id may be set by a script further down the page.
  if (window.PingBackWidgetId) begin(server);
  else afterParsing(() => begin(server));
}
