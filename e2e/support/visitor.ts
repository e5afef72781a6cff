import { expect, type Locator, type Page } from "@playwright/test";

/** The server has it; where a dashboard is open, so has the team at once. */
export const TAKEN = /Sent|Delivered|Read/;

/** A visitor of a website with the widget, and everything their browser was ever told. */
export class Visitor {
  /** Bodies of answers and frames of sockets, as they came over the network. */
  readonly received: string[] = [];
  /** What the page complained of, for instance its policy. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => this.received.push(payload.toString()));
    });
    page.on("response", (response) => {
      response.text().then(
        (text) => this.received.push(text),
        () => {
          // A redirect or an aborted answer has no body: then nothing was told.
        },
      );
    });
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  get launcher(): Locator {
    return this.page.getByRole("button", { name: "Open chat" });
  }
  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: "Hi there!" });
  }
  get log(): Locator {
    return this.dialog.getByRole("log", { name: "Conversation" });
  }
  get box(): Locator {
    return this.dialog.getByRole("textbox", { name: "Message" });
  }

  async openChat(): Promise<void> {
    await this.launcher.click();
    await expect(this.dialog).toBeVisible();
  }

  async start(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Start a conversation" }).click();
    await expect(this.box).toBeFocused();
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.dialog.getByRole("button", { name: "Send message" }).click();
    await expect(this.box).toHaveValue("");
  }

  /** Opens the chat and writes what begins a conversation: the server has it. */
  async ask(text: string): Promise<void> {
    await this.openChat();
    await this.start();
    await this.write(text);
    await expect(this.log).toContainText(TAKEN);
  }

  /** Everything that reached this browser, in its pages and on its wires. */
  async knows(text: string): Promise<boolean> {
    const markup = await this.page.evaluate(() => {
      const roots: string[] = [document.documentElement.outerHTML];
      for (const element of document.querySelectorAll("*")) {
        if (element.shadowRoot) roots.push(element.shadowRoot.innerHTML);
      }
      return roots.concat(JSON.stringify(localStorage), JSON.stringify(sessionStorage));
    });
    return [...markup, ...this.received].some((part) => part.includes(text));
  }
}
