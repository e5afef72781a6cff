import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser.ts";
import type { Options, WorkerFixtures } from "./support/test.ts";

/**
 * Stories of how pages look and are used, whatever engine the data lies in; so are single stories with the tag
 * `@page`. All others are told on both.
 */
const OF_PAGES =
  /(a11y|accounts|announce|composer-(files|tools)|keyboard|locale|quiet|rough-use|slow-network|widths|widget-(install|loader|panel|shown))\.spec\.ts$/;

export default defineConfig<Options, WorkerFixtures>({
  testDir: "tests",
  outputDir: "results/tests",
  reporter: "list",
  // One server and one browser each. Two cores are full with three: a story waits almost as often as it works.
  workers: 3,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: browser,
  projects: [
    { name: "sqlite", use: { engine: "sqlite" }, testIgnore: /two-servers/ },
    { name: "postgres", use: { engine: "postgres" }, testIgnore: OF_PAGES, grepInvert: /@page/ },
  ],
});
