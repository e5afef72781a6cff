/** The hashed file names, written in by the build. */
declare const __PANEL_FILE__: string;
declare const __PREVIEW_FILE__: string;
