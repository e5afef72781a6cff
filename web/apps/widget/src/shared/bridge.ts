import type { Look } from "./look";

/** What the loader hands to the panel. */
export interface Bridge {
  root: ShadowRoot;
  /** Base address of the server, without a slash at the end. */
  server: string;
  widgetId: string;
  look: Look;
  launcher: {
    setUnread(count: number): void;
    hide(): void;
    /** Shows the launcher again and gives it the focus where the panel had it. */
    show(takeFocus: boolean): void;
  };
}

/** What the panel gives back. */
export interface PanelHandle {
  open(): void;
}

export interface PanelModule {
  mount(bridge: Bridge): PanelHandle;
}
