import type { Look } from "./look";

/** What the loader hands to the panel. */
export interface Bridge {
  root: ShadowRoot;
  /** Base address of the server, without a slash at the end. */
  server: string;
  widgetId: string;
  /** The widget, as the server told it. */
  answer: unknown;
  language: string;
  launcher: LauncherHandle;
}

/** The same with the answer read. */
export interface PanelBridge extends Bridge {
  look: Look;
}

/** A reply, shown beside the closed launcher. */
export interface Preview {
  name: string;
  text: string;
  avatarUrl: string | null;
}

/** What the panel may ask of the loader. */
export interface LauncherHandle {
  setUnread(count: number): void;
  setOnline(isOnline: boolean): void;
  setPreview(preview: Preview | null): void;
  hide(): void;
  /** Shows the launcher again and gives the focus back to where it was. */
  show(): void;
  /** Another tab signed out: what this one holds belongs to nobody any more. */
  reset(): void;
  tell<Name extends keyof PingBackEvents>(name: Name, detail: PingBackEvents[Name]): void;
}

/** What the panel gives back. */
export interface PanelHandle {
  /** `toThread` passes over the home view. */
  open(toThread: boolean): void;
  close(): void;
  /** Connects without opening: replies come in while the chat is closed. */
  wake(): void;
  identify(jwt: string): void;
  setLanguage(language: string): void;
  /** Ends connections and takes the panel off the page. */
  destroy(): void;
}

export interface PanelModule {
  mount(bridge: Bridge): Promise<PanelHandle>;
}

/** The preview's part of the loader, fetched when there is a reply to show. */
export interface PreviewModule {
  /** Null takes it away. What the server told of unread replies is taken as it came. */
  show(preview: unknown, place: PreviewPlace): void;
}

export interface PreviewPlace {
  root: ShadowRoot;
  server: string;
  widgetId: string;
  language: string;
  /** Who speaks where the sender has no name. */
  teamName: string;
  read(): void;
  dismiss(): void;
}
