// The script a customer puts on their page. It draws the launcher and nothing more;
// the chat itself is fetched when somebody opens it.
import { publish } from "./api";
import { serverOf } from "./server";
import { parsed } from "./when";
import { Widget } from "./widget";

// Two copies of the snippet must not give two launchers. A symbol on the document leaves no global name.
const MARK = Symbol.for("pingback.widget");
const page = document as Document & { [MARK]?: boolean };

function begin(server: string): void {
  const widgetId = window.PingBackWidgetId;
  if (!widgetId) {
    console.warn("PingBack: window.PingBackWidgetId is not set.");
    page[MARK] = false;
    return;
  }
  const widget = new Widget(server, widgetId);
  publish(widget);
  widget.start().catch((error: unknown) => console.warn("PingBack:", error));
}

if (!page[MARK]) {
  page[MARK] = true;
  // Read now: it is null once the script has run.
  const server = serverOf(document.currentScript);
  // The id may be set by a script further down the page.
  if (window.PingBackWidgetId) begin(server);
  else void parsed().then(() => begin(server));
}
