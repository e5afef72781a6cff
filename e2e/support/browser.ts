import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

/** Debian's path; elsewhere PINGBACK_E2E_CHROMIUM says where the system's browser is. */
const DEBIAN = "/usr/bin/chromium";

/** The system's own Chromium: nothing is downloaded, and it calls nobody while it runs. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: "chromium",
  headless: true,
  viewport: { width: 1360, height: 850 },
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
  // Motion says nothing these tests ask for, and waiting for it costs seconds.
  contextOptions: { reducedMotion: "reduce" },
  actionTimeout: 10_000,
  navigationTimeout: 15_000,
  // A trace shows every step, and recording one takes a third of a story's time: on request.
  trace: process.env.PINGBACK_E2E_TRACE ? "retain-on-failure" : "off",
  // Playwright would take a picture of every page at its end and throw it away: `withContexts` knows what failed.
  screenshot: "off",
  launchOptions: {
    executablePath: process.env.PINGBACK_E2E_CHROMIUM || DEBIAN,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  },
};
