import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser.ts";
import type { Options, WorkerFixtures } from "./support/test.ts";

/** `cargo xtask bench web`: what the pages cost in a browser. Figures for people to read; no test, so no part of the suite. */
export default defineConfig<Options, WorkerFixtures>({
  testDir: "bench",
  testMatch: /\.bench\.ts$/,
  outputDir: "results/bench",
  reporter: "dot",
  workers: 1,
  timeout: 600_000,
  use: { ...browser, trace: "off", engine: "sqlite", viewport: { width: 1440, height: 900 } },
});
