// The types of the chat widget's JavaScript API. Copy this file into your project, or name it in
// "files" of your tsconfig.json. Described in docs/widget.md.

interface PingBackMessage {
  id: string;
  /** Plain text; may be empty where files are attached. */
  text: string;
  sender: { kind: "agent" | "ai"; name: string | null; avatarUrl: string | null };
  /** ISO 8601. */
  createdAt: string;
}

/** What is told, with what is said of it. */
interface PingBackEvents {
  /** The launcher is there. Told at once to those who ask later. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A reply came, whether the chat is open or not. */
  message: PingBackMessage;
  /** The number of unread replies changed. */
  unread: number;
}

type PingBackLanguage = "en" | "de" | "fr" | "es" | "pt" | "ar";

interface PingBackCommands {
  open(): void;
  close(): void;
  toggle(): void;
  /** A JWT signed on your server with the widget's identity secret. */
  identify(jwt: string): void;
  setLocale(language: PingBackLanguage): void;
  /** The answer ends it. Before the script is loaded there is no answer yet. */
  on<Name extends keyof PingBackEvents>(
    event: Name,
    listener: (detail: PingBackEvents[Name]) => void,
  ): (() => void) | undefined;
  /** Takes the launcher off the page; `open` works all the same. */
  hide(): void;
  show(): void;
  /** Forgets who the visitor is: to be called when your customer signs out. */
  reset(): void;
}

type PingBackCall = {
  [Name in keyof PingBackCommands]: [name: Name, ...input: Parameters<PingBackCommands[Name]>];
}[keyof PingBackCommands];

/** The methods are there once `widget.js` has run; calls of the function and `push` work before, too. */
interface PingBackApi extends PingBackCommands {
  (...call: PingBackCall): unknown;
  push(call: PingBackCall): unknown;
}

interface Window {
  PingBackWidgetId?: string;
  get PingBack(): PingBackApi | undefined;
  /** A queue of your own, before the script is there. */
  set PingBack(queue: PingBackApi | PingBackCall[] | ((...call: PingBackCall) => void) | undefined);
}

declare const PingBack: PingBackApi;
