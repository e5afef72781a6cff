/** The panel's hashed file name, written in by the build. */
declare const __PANEL_FILE__: string;

interface Window {
  PingBackWidgetId?: string;
}
