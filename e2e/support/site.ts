import { createServer, type Server as HttpServer } from "node:http";

/** The website of a customer of PingBack: another origin, with the two lines of the snippet. */
export class Site {
  private constructor(
    private readonly http: HttpServer,
    readonly origin: string,
  ) {}

  static async open(): Promise<Site> {
    const http = createServer((request, answer) => {
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      const [widget, server] = [searchParams.get("widget"), searchParams.get("server")];
      if (!widget || !server) {
        answer.writeHead(404).end();
        return;
      }
      answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...policy(server) });
      answer.end(page(widget, server));
    });
    await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
    const address = http.address();
    if (!address || typeof address === "string") throw new Error("the site has no port");
    // Not 127.0.0.1, where the dashboard is: to the browser this is another site.
    return new Site(http, `http://localhost:${address.port}`);
  }

  address(widgetId: string, serverUrl: string): string {
    return `${this.origin}/?${new URLSearchParams({ widget: widgetId, server: serverUrl })}`;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }
}

/** The strictest policy the widget promises to work under; the visitor's stories are told on such a page. */
function policy(server: string): Record<string, string> {
  const socket = server.replace(/^http/, "ws");
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-snippet' ${server}`,
    `connect-src ${server} ${socket}`,
    `img-src ${server}`,
    "require-trusted-types-for 'script'",
  ];
  return { "Content-Security-Policy": rules.join("; ") };
}

function page(widget: string, server: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Kestrel Bikes</title>
  </head>
  <body>
    <main>
      <h1>Kestrel Bikes</h1>
      <p>Bicycles that last.</p>
    </main>
    <script nonce="snippet">window.PingBackWidgetId = "${widget}";</script>
    <script src="${server}/widget.js" async></script>
  </body>
</html>`;
}
