import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser.ts";
import type { Options, WorkerFixtures } from "./support/test.ts";

/** `npm run screens`: pictures for people to look at. No test, so no part of the suite. */
export default defineConfig<Options, WorkerFixtures>({
  testDir: "screens",
  testMatch: /\.screens\.ts$/,
  outputDir: "results/screens-run",
  reporter: "list",
  workers: 1,
  timeout: 240_000,
  use: { ...browser, trace: "off", engine: "sqlite" },
});
